package treewarden.domain.release;

import java.util.Locale;

/** How a release stands: it is in exactly one. */
public enum ReleaseState {
    RUNNING("under way", false),
    AWAITING_APPROVAL("waiting for approval", false),
    UNDECIDED("undecided: a person has to say", false),
    PUBLISHED("published", true),
    REFUSED("not published", true),
    UNCHANGED("nothing to do", true),
    CANCELLED("cancelled", true),
    ROLLED_BACK("rolled back", true);

    private final String words;
    private final boolean over;

    ReleaseState(String words, boolean over) {
        this.words = words;
        this.over = over;
    }

    public String words() {
        return words;
    }

    /** Whether another release of the same model may start. */
    public boolean isOver() {
        return over;
    }

    /** Whether it stands still until somebody says whether it is to be published. */
    public boolean wantsAPerson() {
        return this == AWAITING_APPROVAL || this == UNDECIDED;
    }

    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
