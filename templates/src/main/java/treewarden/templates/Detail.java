package treewarden.templates;

import java.util.List;

/**
 * How much of everything is shown. A text that turns out too long for the code host is made again with less.
 *
 * @param findings rows of findings
 * @param leaves leaves of the sample that are shown with rows; the others have a line each
 * @param listed leaves of the sample that have a line each
 * @param rows kept rows for each leaf
 * @param block characters of a block of somebody else's text
 * @param line characters of a line of it
 * @param answers of models to seed questions that are shown; each has twenty times as many characters
 */
record Detail(int findings, int leaves, int listed, int rows, int block, int line, int answers) {
    /** From all that is wanted to what always fits. */
    static final List<Detail> OF_A_COMMENT = List.of(
            new Detail(20, 20, 100, 3, 1_500, Markdown.LINE, 15),
            new Detail(20, 20, 100, 3, 700, Markdown.LINE, 15),
            new Detail(20, 20, 100, 1, 300, 300, 10),
            new Detail(20, 8, 60, 1, 300, 300, 5),
            new Detail(20, 0, 40, 0, 0, 200, 0),
            new Detail(10, 0, 10, 0, 0, 120, 0),
            new Detail(0, 0, 0, 0, 0, 80, 0));

    static final List<Detail> OF_A_CHECK = List.of(
            new Detail(300, 0, 0, 0, 0, Markdown.LINE, 0),
            new Detail(100, 0, 0, 0, 0, 300, 0),
            new Detail(20, 0, 0, 0, 0, 200, 0),
            new Detail(10, 0, 0, 0, 0, 120, 0),
            new Detail(0, 0, 0, 0, 0, 80, 0));
}
