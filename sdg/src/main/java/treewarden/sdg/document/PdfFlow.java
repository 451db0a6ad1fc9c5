package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Writes the lines of a PDF as Markdown: headings by their size, lines joined to paragraphs, items, code and tables. */
final class PdfFlow {
    private static final Pattern BULLET = Pattern.compile("[•‣▪●◦∙·\\-–*]\\s+(.*)");
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,3})[.)]\\s+(.*)");
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}]+(?:-[\\p{L}\\p{M}]+)*");
    private static final Pattern SPLIT_WORD = Pattern.compile(".*?([\\p{L}\\p{M}]+)[-\u00ad\u2010]$");
    private static final Pattern FIRST_WORD = Pattern.compile("([\\p{Ll}\\p{M}]+).*");
    /** Larger than the body by as much. */
    private static final float HEADING = 1.12f;

    private static final int LONGEST_HEADING = 160;
    private static final int MOST_SIZES = 4;

    private final MarkdownWriter out;
    private final int bodySize;
    private final List<Integer> headingSizes;
    private final float spacing;
    private final Set<String> words;
    private final Map<String, Float> rightEdges;
    private final List<PdfLine> open = new ArrayList<>();
    private Kind kind = Kind.PARAGRAPH;

    private enum Kind {
        PARAGRAPH,
        HEADING,
        ITEM,
        CODE
    }

    private PdfFlow(List<List<PdfLine>> pages, int bodySize, MarkdownWriter out) {
        this.out = out;
        this.bodySize = bodySize;
        this.headingSizes = headingSizes(pages, bodySize);
        this.spacing = spacing(pages);
        this.words = words(pages);
        this.rightEdges = rightEdges(pages);
    }

    static String write(List<List<PdfLine>> pages, int bodySize, int longest) throws UnreadableException {
        var flow = new PdfFlow(pages, bodySize, new MarkdownWriter(longest));
        for (var page : pages) {
            for (var part : PdfTables.parts(page)) {
                if (part instanceof PdfTables.Part.Table table) {
                    flow.end();
                    flow.out.table(table.rows());
                } else if (part instanceof PdfTables.Part.Lines text) {
                    for (var line : text.lines()) {
                        flow.add(line);
                    }
                }
            }
        }
        flow.end();
        return flow.out.text();
    }

    /** The sizes of headings, the largest first. None where most of the text would be headings. */
    private static List<Integer> headingSizes(List<List<PdfLine>> pages, int bodySize) {
        var letters = new HashMap<Integer, Integer>();
        int all = 0;
        for (var page : pages) {
            for (var line : page) {
                all += line.text().length();
                if (line.halfPoints() >= bodySize * HEADING && line.text().length() <= LONGEST_HEADING) {
                    letters.merge(line.halfPoints(), line.text().length(), Integer::sum);
                }
            }
        }
        int large = letters.values().stream().mapToInt(Integer::intValue).sum();
        if (large > all * 0.4) {
            return List.of();
        }
        return new TreeSet<>(letters.keySet()).descendingSet().stream().toList();
    }

    /** From baseline to baseline within paragraphs, in the size of the letters. */
    private static float spacing(List<List<PdfLine>> pages) {
        var drops = new ArrayList<Float>();
        for (var page : pages) {
            for (int i = 1; i < page.size(); i++) {
                float drop = drop(page.get(i - 1), page.get(i));
                if (drop > 0.8f && drop < 2.5f) {
                    drops.add(drop);
                }
            }
        }
        drops.sort(Comparator.naturalOrder());
        return drops.isEmpty() ? 1.2f : drops.get(drops.size() / 2);
    }

    private static float drop(PdfLine above, PdfLine line) {
        return (line.y() - above.y()) / Math.max(1, line.size());
    }

    private static Set<String> words(List<List<PdfLine>> pages) {
        var words = new HashSet<String>();
        for (var page : pages) {
            for (var line : page) {
                var found = WORDS.matcher(line.text());
                while (found.find()) {
                    words.add(found.group());
                }
            }
        }
        return words;
    }

    /** How far lines that begin at the same place reach, by page and place: nine tenths of the way to the longest. */
    private static Map<String, Float> rightEdges(List<List<PdfLine>> pages) {
        var edges = new HashMap<String, Float>();
        for (var page : pages) {
            for (var line : page) {
                edges.merge(place(line), line.right(), Math::max);
            }
        }
        return edges;
    }

    private static String place(PdfLine line) {
        return line.page() + " " + Math.round(line.left() / 20);
    }

    private void add(PdfLine line) throws UnreadableException {
        var next = kindOf(line);
        if (open.isEmpty() || next != kind && !goesOnInItem(line, next) || startsAnew(line, next)) {
            end();
            kind = next;
        }
        open.add(line);
    }

    private Kind kindOf(PdfLine line) {
        if (headingSizes.contains(line.halfPoints()) && line.text().length() <= LONGEST_HEADING) {
            return Kind.HEADING;
        }
        if (line.face() == PdfLine.Face.MONO && line.halfPoints() <= bodySize + 1) {
            return Kind.CODE;
        }
        var text = line.text();
        return BULLET.matcher(text).matches() || NUMBER.matcher(text).matches() ? Kind.ITEM : Kind.PARAGRAPH;
    }

    private PdfLine last() {
        return open.get(open.size() - 1);
    }

    /** A line of text below an item, indented as its text is, and as close. */
    private boolean goesOnInItem(PdfLine line, Kind next) {
        return kind == Kind.ITEM
                && next == Kind.PARAGRAPH
                && line.page() == last().page()
                && line.left() > open.get(0).left() + line.size() * 0.4f
                && isClose(line);
    }

    private boolean isClose(PdfLine line) {
        float drop = drop(last(), line);
        return drop > -0.5f && drop < spacing * 1.35f;
    }

    private boolean startsAnew(PdfLine line, Kind next) {
        if (line.page() != last().page() || drop(last(), line) < -0.5f) {
            // A new page or column: only a sentence that is not over goes on there.
            return next != Kind.PARAGRAPH || endsSentence(last().text()) || !startsLower(line.text());
        }
        return switch (next) {
            case HEADING -> line.halfPoints() != last().halfPoints() || drop(last(), line) > 1.9f;
            case ITEM -> true;
            case CODE -> drop(last(), line) > spacing * 2.6f;
            case PARAGRAPH -> kind == Kind.PARAGRAPH && startsParagraph(line);
        };
    }

    private boolean startsParagraph(PdfLine line) {
        var above = last();
        if (!isClose(line) || line.face() != above.face() && (isTitle(above) || isTitle(line))) {
            return true;
        }
        boolean over = endsSentence(above.text());
        float edge = rightEdges.getOrDefault(place(above), above.right());
        boolean early = above.right() < above.left() + (edge - above.left()) * 0.8f;
        boolean indented = line.left() > above.left() + line.size() * 0.8f;
        return over && (early || indented) || early && indented;
    }

    /** A bold line that stands for itself: a heading of the lowest rank. */
    private static boolean isTitle(PdfLine line) {
        var text = line.text();
        return line.face() == PdfLine.Face.BOLD
                && text.length() < 90
                && !text.endsWith(".")
                && !text.endsWith(",")
                && !text.endsWith(";");
    }

    private static boolean endsSentence(String text) {
        return !text.isEmpty() && ".!?:;”\"。".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static boolean startsLower(String text) {
        return !text.isEmpty() && Character.isLowerCase(text.codePointAt(0));
    }

    private void end() throws UnreadableException {
        if (open.isEmpty()) {
            return;
        }
        switch (kind) {
            case HEADING -> out.heading(level(open.get(0)), joined());
            case CODE -> code();
            case ITEM -> item(joined());
            case PARAGRAPH -> {
                if (open.size() == 1 && isTitle(last()) && last().halfPoints() >= bodySize) {
                    out.heading(Math.min(6, Math.min(MOST_SIZES, headingSizes.size()) + 1), joined());
                } else {
                    out.paragraph(joined());
                }
            }
        }
        open.clear();
    }

    private int level(PdfLine line) {
        return Math.min(MOST_SIZES, headingSizes.indexOf(line.halfPoints()) + 1);
    }

    private void item(String text) throws UnreadableException {
        var bullet = BULLET.matcher(text);
        var number = NUMBER.matcher(text);
        if (bullet.matches()) {
            out.item(0, "-", bullet.group(1));
        } else if (number.matches()) {
            out.item(0, number.group(1) + ".", number.group(2));
        }
    }

    private void code() throws UnreadableException {
        float left = open.stream().map(PdfLine::left).min(Float::compare).orElse(0f);
        var code = new StringBuilder();
        PdfLine above = null;
        for (var line : open) {
            code.append(above != null && drop(above, line) > spacing * 1.6f ? "\n" : "");
            float letter =
                    (line.right() - line.left()) / Math.max(1, line.text().length());
            int indent = letter <= 0 ? 0 : Math.round((line.left() - left) / letter);
            code.append(" ".repeat(Math.min(80, indent))).append(line.text()).append('\n');
            above = line;
        }
        out.code("", code.toString());
    }

    private String joined() {
        var text = new StringBuilder();
        for (var line : open) {
            var next = MarkdownWriter.oneLine(line.text());
            if (text.isEmpty()) {
                text.append(next);
                continue;
            }
            join(text, next);
        }
        return text.toString();
    }

    /** Mends a word that was parted at the end of the line. */
    private void join(StringBuilder text, String next) {
        // Only the end is looked at: the paragraph may be long.
        var end = SPLIT_WORD.matcher(text.substring(Math.max(0, text.length() - 60)));
        var start = FIRST_WORD.matcher(next);
        if (!end.matches() || !start.matches()) {
            text.append(' ').append(next);
            return;
        }
        boolean compound =
                words.contains(end.group(1) + "-" + start.group(1)) && !words.contains(end.group(1) + start.group(1));
        if (!compound || text.charAt(text.length() - 1) == '\u00ad') {
            text.setLength(text.length() - 1);
        }
        text.append(next);
    }
}
