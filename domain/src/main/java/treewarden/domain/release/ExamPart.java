package treewarden.domain.release;

/** Where a question of an evaluation is from. */
public enum ExamPart {
    /** A contributor's own, held out of a leaf before any data was generated. */
    HELD_OUT("held-out questions"),
    /** The operator's fixed set, about what no release may forget. */
    REGRESSION("questions of the regression set");

    private final String words;

    ExamPart(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
