package treewarden.web.releases;

import java.util.Locale;

/** The sets of questions whose scores are followed from release to release. */
public enum QuestionSet {
    HELD_OUT("held-out questions", By.JUDGE),
    REGRESSION("regression set", By.JUDGE),
    CHOICES("multiple choice", By.COUNTING);

    private enum By {
        JUDGE,
        /** Of the answers that are right. */
        COUNTING
    }

    private final String words;
    private final By by;

    QuestionSet(String words, By by) {
        this.words = words;
        this.by = by;
    }

    public String words() {
        return words;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its scores are a judge's. */
    boolean isJudged() {
        return by == By.JUDGE;
    }
}
