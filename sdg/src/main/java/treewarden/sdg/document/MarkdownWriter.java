package treewarden.sdg.document;

import java.util.List;
import java.util.regex.Pattern;

/** Writes normalised Markdown, block by block. Text is data: what would read as a heading, fence or table is escaped. */
final class MarkdownWriter {
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
    private static final Pattern LOOKS_LIKE_MARKUP = Pattern.compile("(?s)(?:#{1,6} |```|~~~|\\||---\\s*$).*");
    private static final int MOST_COLUMNS = 100;

    private final int longest;
    private final StringBuilder out = new StringBuilder();
    private boolean inList;

    /**
     * @param longest characters that it may get
     */
    MarkdownWriter(int longest) {
        this.longest = longest;
    }

    void heading(int level, String text) throws UnreadableException {
        var line = oneLine(text);
        if (!line.isEmpty()) {
            block("#".repeat(Math.max(1, Math.min(6, level))) + " " + line);
        }
    }

    void paragraph(String text) throws UnreadableException {
        var line = oneLine(text);
        if (!line.isEmpty()) {
            block(LOOKS_LIKE_MARKUP.matcher(line).matches() ? "\\" + line : line);
        }
    }

    /**
     * An item of a list.
     *
     * @param depth 0 for the outermost list
     * @param mark {@code -}, or a number with a full stop
     */
    void item(int depth, String mark, String text) throws UnreadableException {
        var line = oneLine(text);
        if (!line.isEmpty()) {
            add(out.isEmpty() ? "" : inList ? "\n" : "\n\n");
            add("   ".repeat(Math.min(depth, 8)) + mark + " " + line);
            inList = true;
        }
    }

    /** Code, its line ends and spaces as they are. */
    void code(String language, String text) throws UnreadableException {
        var code = text.stripTrailing();
        if (!code.isBlank()) {
            var fence = "```";
            while (code.contains(fence)) {
                fence += "`";
            }
            block(fence + oneLine(language) + "\n" + code + "\n" + fence);
        }
    }

    /** A table, the first row its head. One with a single column is written as paragraphs. */
    void table(List<List<String>> rows) throws UnreadableException {
        var filled = rows.stream()
                .filter(row -> row.stream().anyMatch(cell -> !cell.isBlank()))
                .toList();
        int columns = Math.min(
                MOST_COLUMNS,
                filled.stream().mapToInt(MarkdownWriter::width).max().orElse(0));
        if (columns < 2 || filled.size() < 2) {
            for (var row : filled) {
                paragraph(String.join(
                        "; ", row.stream().filter(cell -> !cell.isBlank()).toList()));
            }
            return;
        }
        block(row(filled.get(0), columns));
        add("\n|" + " --- |".repeat(columns));
        for (var row : filled.subList(1, filled.size())) {
            add("\n" + row(row, columns));
        }
    }

    /** Without the empty cells at the end. */
    private static int width(List<String> row) {
        int width = row.size();
        while (width > 0 && row.get(width - 1).isBlank()) {
            width--;
        }
        return width;
    }

    private static String row(List<String> cells, int columns) {
        var row = new StringBuilder("|");
        for (int i = 0; i < columns; i++) {
            var cell = i < cells.size() ? oneLine(cells.get(i)).replace("|", "\\|") : "";
            row.append(' ').append(cell).append(cell.isEmpty() ? "|" : " |");
        }
        return row.toString();
    }

    private void block(String text) throws UnreadableException {
        add(out.isEmpty() ? text : "\n\n" + text);
        inList = false;
    }

    private void add(String text) throws UnreadableException {
        if (out.length() + text.length() > longest) {
            throw TooLong.with(longest);
        }
        out.append(text);
    }

    String text() {
        return out.toString();
    }

    static String oneLine(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }
}
