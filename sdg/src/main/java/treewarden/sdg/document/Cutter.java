package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import treewarden.sdg.document.Piece.Kind;
import treewarden.sdg.token.Tokens;

/**
 * Cuts a block that is too long for one chunk: a table between its rows, code between its lines, a list between its
 * items, text between its sentences, and what is too long even then between words, or between characters.
 */
final class Cutter {
    private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+•]|\\d{1,9}[.)])\\s.*");
    /** A text with more characters a token than this is not counted whole, but cut first. */
    private static final int CHARACTERS_A_TOKEN = 32;

    private final Tokens tokens;
    private final int largest;

    /**
     * @param largest no chunk has more tokens, so that what is longer by far need not be counted
     */
    Cutter(Tokens tokens, int largest) {
        this.tokens = tokens;
        this.largest = largest;
    }

    /** Tokens of the text; something above the largest chunk where the text is much longer than one. */
    int measure(String text) {
        return text.length() > (long) largest * CHARACTERS_A_TOKEN ? largest + 1 : tokens.count(text);
    }

    Piece whole(Block block) {
        var kind = switch (block.kind()) {
            case TABLE -> Kind.TABLE;
            case CODE -> Kind.CODE;
            case TEXT, HEADING -> Kind.TEXT;
        };
        return new Piece(kind, block.text(), Piece.PARAGRAPH, measure(block.text()));
    }

    /** The piece in parts of so many tokens at most, the first of which follows what the piece followed. */
    List<Piece> cut(Piece piece, int budget) {
        List<Piece> parts = switch (piece.kind()) {
            case TABLE -> rows(piece, budget);
            case CODE -> code(piece, budget);
            case TEXT, SECTION -> text(piece.text(), budget);
        };
        if (!parts.isEmpty()) {
            parts.set(0, parts.get(0).after(piece.before()));
        }
        return parts;
    }

    private List<Piece> text(String text, int budget) {
        var parts = new ArrayList<Piece>();
        for (String item : items(text)) {
            int length = measure(item);
            if (length <= budget) {
                parts.add(new Piece(Kind.TEXT, item, "\n", length));
            } else {
                sentences(item, budget, parts);
            }
        }
        return parts;
    }

    /** The items of a list; else the text as it is. */
    private static List<String> items(String text) {
        var items = new ArrayList<String>();
        var item = new StringBuilder();
        boolean list = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            boolean starts = line.length() < 20_000 && ITEM.matcher(line).matches();
            list |= starts;
            if (starts && !item.isEmpty()) {
                items.add(item.toString());
                item.setLength(0);
            }
            if (!item.isEmpty()) {
                item.append('\n');
            }
            item.append(line);
        }
        items.add(item.toString());
        return list ? items : List.of(text);
    }

    private void sentences(String text, int budget, List<Piece> parts) {
        var gap = "\n";
        for (var sentence : Sentences.of(text)) {
            int length = measure(sentence.text());
            var before = gap.isEmpty() ? sentence.before() : gap;
            if (length <= budget) {
                parts.add(new Piece(Kind.TEXT, sentence.text(), before, length));
            } else {
                words(sentence.text(), before, budget, parts);
            }
            gap = "";
        }
    }

    /** Between words where there are some. Each part is counted a few times, so that the whole takes linear time. */
    private void words(String text, String gap, int budget, List<Piece> parts) {
        int from = 0;
        int guess = budget * 4;
        boolean grown = false;
        var before = gap;
        while (from < text.length()) {
            int end = Math.min(text.length(), from + guess);
            int length = tokens.count(slice(text, from, end));
            while (length > budget && end - from > 2) {
                guess = Math.max(2, Math.min((int) ((long) (end - from) * budget * 9 / length / 10), end - from - 1));
                end = from + guess;
                length = tokens.count(slice(text, from, end));
            }
            if (end < text.length() && length < budget / 2 && !grown && guess < budget * CHARACTERS_A_TOKEN) {
                guess *= 2;
                grown = true;
                continue;
            }
            grown = false;
            int to = end == text.length() ? end : boundary(text, from, end);
            var part = text.substring(from, to);
            if (!part.isBlank()) {
                parts.add(new Piece(Kind.TEXT, part.strip(), before, length));
            }
            before = to < text.length() && Character.isWhitespace(text.charAt(to)) ? " " : "";
            from = to;
            while (from < text.length() && Character.isWhitespace(text.charAt(from))) {
                from++;
            }
        }
    }

    private static String slice(String text, int from, int end) {
        return text.substring(from, end < text.length() ? whole(text, from, end) : end);
    }

    /** The last space in the second half; else the end, moved off the middle of a character. */
    private static int boundary(String text, int from, int end) {
        for (int at = end; at > from + (end - from) / 2; at--) {
            if (Character.isWhitespace(text.charAt(at))) {
                return at;
            }
        }
        return whole(text, from, end);
    }

    private static int whole(String text, int from, int end) {
        boolean inside = Character.isLowSurrogate(text.charAt(end)) && Character.isHighSurrogate(text.charAt(end - 1));
        return !inside ? end : end - 1 > from ? end - 1 : end + 1;
    }

    private List<Piece> rows(Piece table, int budget) {
        var lines = table.text().lines().toList();
        var head = lines.get(0) + "\n" + lines.get(1);
        int headTokens = measure(head) + 1;
        if (headTokens > budget / 2) {
            return text(table.text(), budget);
        }
        return groups(lines.subList(2, lines.size()), new Frame(Kind.TABLE, head + "\n", "", headTokens), budget);
    }

    private List<Piece> code(Piece code, int budget) {
        var lines = code.text().lines().toList();
        var opening = lines.get(0);
        var mark = opening.strip().startsWith("~") ? "~~~" : "```";
        boolean closed = lines.size() > 1 && lines.get(lines.size() - 1).strip().startsWith(mark);
        var closing = closed ? lines.get(lines.size() - 1) : mark;
        int frame = measure(opening) + measure(closing) + 2;
        var inside = lines.subList(1, closed ? lines.size() - 1 : lines.size());
        if (frame > budget / 2) {
            return text(String.join("\n", inside), budget);
        }
        return groups(inside, new Frame(Kind.CODE, opening + "\n", "\n" + closing, frame), budget);
    }

    /** What stands around each group of lines. */
    private record Frame(Kind kind, String open, String close, int tokens) {
        Piece around(List<String> lines, int inside) {
            return new Piece(kind, open + String.join("\n", lines) + close, Piece.PARAGRAPH, tokens + inside);
        }
    }

    private List<Piece> groups(List<String> lines, Frame frame, int budget) {
        int room = budget - frame.tokens();
        var parts = new ArrayList<Piece>();
        var group = new ArrayList<String>();
        int length = 0;
        for (String line : lines) {
            for (Piece part : lineParts(line, room)) {
                if (length + part.tokens() + 1 > room && !group.isEmpty()) {
                    parts.add(frame.around(group, length));
                    group.clear();
                    length = 0;
                }
                group.add(part.text());
                length += part.tokens() + 1;
            }
        }
        if (!group.isEmpty() || parts.isEmpty()) {
            parts.add(frame.around(group, length));
        }
        return parts;
    }

    private List<Piece> lineParts(String line, int room) {
        int length = measure(line);
        if (length + 1 <= room) {
            return List.of(new Piece(Kind.TEXT, line, "\n", length));
        }
        var parts = new ArrayList<Piece>();
        words(line, "\n", room - 1, parts);
        return parts;
    }
}
