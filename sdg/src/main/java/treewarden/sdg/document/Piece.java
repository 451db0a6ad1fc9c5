package treewarden.sdg.document;

/**
 * What is put into a chunk as a whole.
 *
 * @param before what stands between it and the piece before it in the same chunk
 * @param tokens of its text
 */
record Piece(Kind kind, String text, String before, int tokens) {
    enum Kind {
        /** A section with its heading and all below it. */
        SECTION,
        /** A paragraph, or a sentence of one; it may be said again in an overlap. */
        TEXT,
        /** A table, or some rows of one below its head. */
        TABLE,
        /** Code between fences. */
        CODE
    }

    static final String PARAGRAPH = "\n\n";

    Piece after(String other) {
        return new Piece(kind, text, other, tokens);
    }
}
