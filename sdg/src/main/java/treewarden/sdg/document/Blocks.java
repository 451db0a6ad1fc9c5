package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Takes normalised Markdown apart: headings with number signs, pipe tables, fenced code, and text between blank lines. */
final class Blocks {
    private static final Pattern FENCE = Pattern.compile("\\s{0,12}(`{3,}|~{3,})(.*)");
    private static final Pattern DELIMITER_ROW = Pattern.compile("\\s*\\|?[\\s:|-]*-[\\s:|-]*");
    /** Longer lines are no headings and no rows of dashes; it keeps patterns away from lines of megabytes. */
    private static final int LONGEST_MARK = 2_000;

    private final List<String> lines;
    private final List<Block> blocks = new ArrayList<>();
    private final List<String> text = new ArrayList<>();
    private int at;

    private Blocks(List<String> lines) {
        this.lines = lines;
    }

    static List<Block> of(String markdown) {
        var reader = new Blocks(markdown.lines().toList());
        while (reader.at < reader.lines.size()) {
            reader.next();
        }
        reader.endText();
        return reader.blocks;
    }

    private void next() {
        var line = lines.get(at);
        int level = headingLevel(line);
        if (line.isBlank()) {
            endText();
            at++;
        } else if (level > 0) {
            endText();
            blocks.add(new Block(Block.Kind.HEADING, level, line.strip()));
            at++;
        } else if (opensFence(line)) {
            endText();
            code();
        } else if (startsTable()) {
            endText();
            table();
        } else {
            text.add(line);
            at++;
        }
    }

    private void endText() {
        if (!text.isEmpty()) {
            blocks.add(new Block(Block.Kind.TEXT, 0, String.join("\n", text)));
            text.clear();
        }
    }

    /** The level of a heading, 0 where the line is none. */
    private static int headingLevel(String line) {
        int level = 0;
        while (level < line.length() && line.charAt(level) == '#') {
            level++;
        }
        boolean heading = level > 0
                && level <= 6
                && level < line.length()
                && line.charAt(level) == ' '
                && line.length() < LONGEST_MARK
                && !line.substring(level).isBlank();
        return heading ? level : 0;
    }

    static boolean opensFence(String line) {
        return line.length() < LONGEST_MARK && FENCE.matcher(line).matches();
    }

    private void code() {
        var opening = FENCE.matcher(lines.get(at));
        var mark = opening.matches() ? opening.group(1) : "```";
        int from = at++;
        while (at < lines.size() && !closes(lines.get(at), mark)) {
            at++;
        }
        at = Math.min(at + 1, lines.size());
        blocks.add(new Block(Block.Kind.CODE, 0, String.join("\n", lines.subList(from, at))));
    }

    /** A closing fence is as long as the opening one at least, of the same character, and says nothing else. */
    private static boolean closes(String line, String mark) {
        var stripped = line.strip();
        return stripped.length() >= mark.length()
                && stripped.length() < LONGEST_MARK
                && stripped.chars().allMatch(c -> c == mark.charAt(0));
    }

    private boolean startsTable() {
        if (at + 1 >= lines.size() || !text.isEmpty() && !lines.get(at).startsWith("|")) {
            return false;
        }
        var under = lines.get(at + 1);
        return lines.get(at).indexOf('|') >= 0
                && under.indexOf('|') >= 0
                && under.length() < LONGEST_MARK
                && DELIMITER_ROW.matcher(under).matches();
    }

    private void table() {
        int from = at;
        at += 2;
        while (at < lines.size() && lines.get(at).indexOf('|') >= 0) {
            at++;
        }
        blocks.add(new Block(Block.Kind.TABLE, 0, String.join("\n", lines.subList(from, at))));
    }
}
