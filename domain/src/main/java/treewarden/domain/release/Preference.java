package treewarden.domain.release;

/** How the candidate's answer is beside the other's. */
public enum Preference {
    BETTER(1),
    SAME(0),
    WORSE(-1);

    private final int value;

    Preference(int value) {
        this.value = value;
    }

    /** 1, 0 or -1: what it counts in a mean. */
    public int value() {
        return value;
    }

    /** The same seen from the other side. */
    public Preference turned() {
        return switch (this) {
            case BETTER -> WORSE;
            case SAME -> SAME;
            case WORSE -> BETTER;
        };
    }
}
