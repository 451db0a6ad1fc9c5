package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** A table of a page. A cell over several rows or columns says its text in each of them, so that every row stands alone. */
final class HtmlTable {
    /** Wider spans are somebody's mistake, or worse. */
    private static final int WIDEST = 100;

    private static final int TALLEST = 1_000;

    private HtmlTable() {}

    /** Whether it holds data, and is not there to place other things on the page. */
    static boolean isOfData(Element table) {
        return !table.attr("role").equals("presentation")
                && table.selectFirst("table table, h1, h2, h3, h4, ul, ol, pre") == null;
    }

    static String caption(Element table) {
        var caption = table.selectFirst("> caption");
        return caption == null ? "" : caption.text();
    }

    static List<List<String>> rows(Element table) {
        var rows = new ArrayList<List<String>>();
        var fromAbove = new HashMap<Integer, Above>();
        for (var child : table.children()) {
            switch (child.normalName()) {
                case "tr" -> rows.add(row(child, fromAbove));
                case "thead", "tbody", "tfoot" -> {
                    for (var inner : child.children()) {
                        if (inner.normalName().equals("tr")) {
                            rows.add(row(inner, fromAbove));
                        }
                    }
                }
                default -> {}
            }
        }
        return rows;
    }

    /** A cell that reaches down into rows to come. */
    private record Above(String text, int rows) {}

    private static List<String> row(Element row, Map<Integer, Above> fromAbove) {
        var cells = new ArrayList<String>();
        for (var cell : row.children()) {
            if (!cell.normalName().equals("td") && !cell.normalName().equals("th")) {
                continue;
            }
            takeFromAbove(cells, fromAbove);
            var text = cell.text();
            int rows = span(cell, "rowspan", TALLEST);
            for (int column = span(cell, "colspan", WIDEST); column > 0 && cells.size() < WIDEST; column--) {
                if (rows > 1) {
                    fromAbove.put(cells.size(), new Above(text, rows - 1));
                }
                cells.add(text);
            }
        }
        takeFromAbove(cells, fromAbove);
        return cells;
    }

    private static void takeFromAbove(List<String> cells, Map<Integer, Above> fromAbove) {
        for (var above = fromAbove.remove(cells.size()); above != null; above = fromAbove.remove(cells.size())) {
            if (above.rows() > 1) {
                fromAbove.put(cells.size(), new Above(above.text(), above.rows() - 1));
            }
            cells.add(above.text());
        }
    }

    private static int span(Element cell, String name, int most) {
        var span = cell.attr(name);
        return span.matches("[1-9][0-9]{0,5}") ? Math.min(most, Integer.parseInt(span)) : 1;
    }
}
