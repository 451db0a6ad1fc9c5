package treewarden.sdg.document;

import java.util.ArrayList;
import java.util.List;

/** A table of a Word document whose end is not reached yet. A cell over several rows or columns is said in each. */
final class WordTable {
    private static final int WIDEST = 100;

    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private int span = 1;
    private boolean fromAbove;

    void start(WordXml xml) {
        switch (xml.name()) {
            case "tr" -> row = new ArrayList<>();
            case "tc" -> {
                cell.setLength(0);
                span = 1;
                fromAbove = false;
            }
            case "gridSpan" -> span = Math.max(1, xml.number(1));
            case "vMerge" -> fromAbove = !"restart".equals(xml.attribute("val"));
            default -> {}
        }
    }

    /** A paragraph of the cell. */
    void add(String text) {
        cell.append(cell.isEmpty() ? "" : " ").append(text);
    }

    void end(String name) {
        if (name.equals("tr")) {
            rows.add(row);
            row = new ArrayList<>();
            return;
        }
        var text = fromAbove ? above() : cell.toString();
        for (int i = 0; i < span && row.size() < WIDEST; i++) {
            row.add(text);
        }
    }

    private String above() {
        var last = rows.isEmpty() ? List.<String>of() : rows.get(rows.size() - 1);
        return row.size() < last.size() ? last.get(row.size()) : "";
    }

    List<List<String>> rows() {
        return rows;
    }
}
