package treewarden.store;

import java.util.Locale;

/** The states of a job. */
public enum JobState {
    /** It waits for its time, or for a worker that can run it. */
    QUEUED("queued"),
    RUNNING("running"),
    DONE("done"),
    /** It failed as often as its kind allows and is parked: nothing more happens unless somebody retries it. */
    FAILED("failed"),
    /** Somebody cancelled it, or it gave way to another that does the same. */
    CANCELLED("cancelled");

    private final String words;

    JobState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** Its name in stored rows, addresses and JSON. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static JobState ofSlug(String slug) {
        return valueOf(slug.toUpperCase(Locale.ROOT));
    }

    public boolean isOver() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
