package treewarden.sdg.quality;

/** What a row repeats. */
public enum Repeat {
    /** A seed example of its own leaf. */
    SEED(
            "seed-copy",
            "Write seed examples that differ more from each other, so that the teacher sees how wide the task is."),
    /** What the model is tested with: a seed example of another leaf, or an evaluation question. */
    TEST("test-question", "Look whether another leaf teaches the same, and whether this one adds to it."),
    /** A row before it, question and answer. */
    SAME("duplicate", "Write seed examples that differ more from each other, or ask for fewer rows."),
    /** A row before it, by its question. */
    ALIKE("near-duplicate", "Write seed examples that differ more from each other, or ask for fewer rows.");

    private final String check;
    private final String remedy;

    Repeat(String check, String remedy) {
        this.check = check;
        this.remedy = remedy;
    }

    /** The name of the check that rejects it. */
    public String check() {
        return check;
    }

    String remedy() {
        return remedy;
    }
}
