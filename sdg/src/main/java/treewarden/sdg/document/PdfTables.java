package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.document.PdfLine.Cell;

/** Tells tables by their cells: lines one below the other whose wide gaps lie above each other. */
final class PdfTables {
    /** Lines further apart, in their size, are of different things. */
    private static final float LOOSE = 3.2f;

    /** A line so close to the one above it, in its size, may go on in that one's row. */
    private static final float TIGHT = 1.35f;

    private static final Pattern ITEM_MARK = Pattern.compile("[-*•‣▪–o]|\\(?\\d{1,3}[.)]|\\(?[a-z][.)]");
    private static final int PROSE = 30;

    private PdfTables() {}

    /** What stands on a page, in its order. */
    sealed interface Part {
        record Lines(List<PdfLine> lines) implements Part {}

        record Table(List<List<String>> rows) implements Part {}
    }

    static List<Part> parts(List<PdfLine> page) {
        var parts = new ArrayList<Part>();
        var lines = new ArrayList<PdfLine>();
        int at = 0;
        while (at < page.size()) {
            int end = candidate(page, at);
            var part = end - at < 2 ? null : table(page.subList(at, end));
            if (part == null) {
                end = Math.max(end, at + 1);
                lines.addAll(page.subList(at, end));
            } else if (part instanceof Part.Lines columns) {
                lines.addAll(columns.lines());
            } else {
                add(lines, parts);
                parts.add(part);
            }
            at = end;
        }
        add(lines, parts);
        return parts;
    }

    private static void add(List<PdfLine> lines, List<Part> parts) {
        if (!lines.isEmpty()) {
            parts.add(new Part.Lines(List.copyOf(lines)));
            lines.clear();
        }
    }

    /** The end of the lines from here that may be rows: they have gaps, or go on in a column of the line above. */
    private static int candidate(List<PdfLine> page, int from) {
        if (page.get(from).cells().size() < 2) {
            return from;
        }
        int end = from + 1;
        while (end < page.size()) {
            var line = page.get(end);
            float drop = (line.y() - page.get(end - 1).y()) / line.size();
            boolean goesOn = line.cells().size() > 1 || drop < TIGHT && isBelowLaterColumn(line, page.get(end - 1));
            if (drop <= 0 || drop > LOOSE || !goesOn) {
                break;
            }
            end++;
        }
        return end;
    }

    private static boolean isBelowLaterColumn(PdfLine line, PdfLine above) {
        return above.cells().stream().skip(1).anyMatch(cell -> Math.abs(cell.left() - line.left()) < line.size());
    }

    /** The table that the lines are; prose in two columns as its lines, one column after the other; null for neither. */
    private static @Nullable Part table(List<PdfLine> lines) {
        var columns = columns(lines);
        if (columns.size() < 2 || columns.size() == 2 && lines.size() < 3) {
            return null;
        }
        if (columns.size() == 2
                && lines.stream()
                        .allMatch(line -> line.cells().size() == 1
                                || ITEM_MARK.matcher(line.cells().get(0).text()).matches())) {
            return null;
        }
        if (columns.size() == 2 && lines.size() >= 6 && isProse(lines)) {
            return new Part.Lines(oneAfterTheOther(lines, columns));
        }
        var rows = new ArrayList<List<String>>();
        PdfLine above = null;
        for (var line : lines) {
            var row = row(line, columns);
            boolean goesOn = above != null && row.get(0).isEmpty() && (line.y() - above.y()) / line.size() < TIGHT;
            if (goesOn) {
                var last = rows.get(rows.size() - 1);
                for (int i = 0; i < row.size(); i++) {
                    last.set(i, (last.get(i) + " " + row.get(i)).strip());
                }
            } else {
                rows.add(row);
            }
            above = line;
        }
        return new Part.Table(rows);
    }

    /** Where the cells lie, those that share some of their width taken together, from left to right. */
    private static List<Cell> columns(List<PdfLine> lines) {
        var cells = new ArrayList<Cell>();
        lines.forEach(line -> cells.addAll(line.cells()));
        cells.sort((one, other) -> Float.compare(one.left(), other.left()));
        var columns = new ArrayList<Cell>();
        for (var cell : cells) {
            var last = columns.isEmpty() ? null : columns.get(columns.size() - 1);
            if (last != null && cell.left() < last.right()) {
                columns.set(columns.size() - 1, new Cell("", last.left(), Math.max(last.right(), cell.right())));
            } else {
                columns.add(new Cell("", cell.left(), cell.right()));
            }
        }
        return columns;
    }

    private static List<String> row(PdfLine line, List<Cell> columns) {
        var row = new ArrayList<String>();
        int at = 0;
        for (var column : columns) {
            var text = new StringBuilder();
            while (at < line.cells().size() && line.cells().get(at).left() < column.right()) {
                text.append(text.isEmpty() ? "" : " ")
                        .append(line.cells().get(at).text());
                at++;
            }
            row.add(text.toString());
        }
        return row;
    }

    private static boolean isProse(List<PdfLine> lines) {
        return lines.stream()
                        .flatMap(line -> line.cells().stream())
                        .mapToInt(cell -> cell.text().length())
                        .average()
                        .orElse(0)
                > PROSE;
    }

    private static List<PdfLine> oneAfterTheOther(List<PdfLine> lines, List<Cell> columns) {
        var ordered = new ArrayList<PdfLine>();
        for (var column : columns) {
            for (var line : lines) {
                var inside = line.cells().stream()
                        .filter(cell -> cell.left() >= column.left() && cell.left() < column.right())
                        .toList();
                if (!inside.isEmpty()) {
                    ordered.add(new PdfLine(line.page(), line.y(), line.zone(), line.size(), line.face(), inside));
                }
            }
        }
        return ordered;
    }
}
