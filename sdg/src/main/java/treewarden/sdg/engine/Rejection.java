package treewarden.sdg.engine;

import treewarden.sdg.block.Row;

/**
 * A row that did not make it.
 *
 * @param row as it was when it was rejected
 * @param block the block that rejected it
 * @param reason why, one line; it may quote the teacher: untrusted text
 */
public record Rejection(Row row, String block, Kind kind, String reason) {
    /** What kinds of reasons there are, to be counted. */
    public enum Kind {
        /** A block did not let it through: it was judged too low, or is too short, and the like. */
        FILTERED("sorted out"),
        /** The same was made before, by the same work. */
        DUPLICATE("duplicates"),
        /** The teacher's answers could not be used. */
        UNUSABLE("useless answers"),
        /** Its prompt does not fit into the teacher's context. */
        TOO_LONG("prompts too long"),
        /** The teacher refused its prompt. */
        REFUSED("prompts refused"),
        /** The teacher did not answer. */
        UNANSWERED("not answered"),
        /** A budget was used up before it. */
        CUT_SHORT("cut short"),
        /** A block failed on it. */
        BROKEN("failed on");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people, after a number: {@code 3 duplicates}. */
        public String words() {
            return words;
        }
    }
}
