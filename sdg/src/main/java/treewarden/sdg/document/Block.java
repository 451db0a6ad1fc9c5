package treewarden.sdg.document;

/**
 * A block of normalised Markdown.
 *
 * @param level of a heading, 1 to 6; 0 for all else
 * @param text its lines, without the blank ones around it
 */
record Block(Kind kind, int level, String text) {
    enum Kind {
        HEADING,
        /** Paragraphs, lists and quotations. */
        TEXT,
        TABLE,
        /** Between fences. */
        CODE
    }
}
