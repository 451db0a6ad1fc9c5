package treewarden.app.online;

/**
 * One thing that was looked at.
 *
 * @param words what there is, or what is wrong and how to mend it
 */
public record Seen(Mark mark, String words) {
    /** How it is. */
    public enum Mark {
        FINE("ok"),
        /** Works, and could be better. */
        REMARK("note"),
        /** Does not work. */
        PROBLEM("problem");

        private final String word;

        Mark(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    static Seen fine(String words) {
        return new Seen(Mark.FINE, words);
    }

    static Seen remark(String words) {
        return new Seen(Mark.REMARK, words);
    }

    static Seen problem(String words) {
        return new Seen(Mark.PROBLEM, words);
    }
}
