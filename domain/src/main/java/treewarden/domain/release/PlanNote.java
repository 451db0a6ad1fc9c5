package treewarden.domain.release;

/** What whoever reads the plan of a release should know, though nothing is wrong with it. */
public enum PlanNote {
    NO_REGRESSION_SET("no regression set: forgetting is not checked; set `releases.evaluation.regression-set`");

    private final String words;

    PlanNote(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
