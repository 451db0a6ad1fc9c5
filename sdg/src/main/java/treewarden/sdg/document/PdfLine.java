package treewarden.sdg.document;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A line of a page, as it lies there.
 *
 * @param page from 0
 * @param y of its baseline, in points from the top of the page
 * @param zone where on the page it is
 * @param size of most of its letters, in points
 * @param cells what wide gaps part; one where there are none
 */
record PdfLine(int page, float y, Zone zone, float size, Face face, List<Cell> cells) {
    /** Parts of a page: running heads and page numbers are in the outer ones. */
    enum Zone {
        TOP,
        MIDDLE,
        BOTTOM
    }

    /** How all its letters look. */
    enum Face {
        PLAIN,
        BOLD,
        /** Of equal width, as code is set. */
        MONO
    }

    /**
     * A stretch of a line.
     *
     * @param left points from the left edge of the page
     */
    record Cell(String text, float left, float right) {}

    String text() {
        return cells.stream().map(Cell::text).collect(Collectors.joining(" "));
    }

    float left() {
        return cells.get(0).left();
    }

    float right() {
        return cells.get(cells.size() - 1).right();
    }

    /** To half a point, so that two almost equal sizes are one. */
    int halfPoints() {
        return Math.round(size * 2);
    }
}
