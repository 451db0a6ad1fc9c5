package treewarden.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a job is to run.
 *
 * @param notBefore null for at once
 * @param priority the higher first, 0 to 1,000
 */
public record When(@Nullable Instant notBefore, int priority) {
    /** The priority of a job of which nothing is said. */
    public static final int USUAL = 50;

    public static final When NOW = new When(null, USUAL);

    public When {
        if (priority < 0 || priority > 1_000) {
            throw new IllegalArgumentException("a priority is from 0 to 1,000, not " + priority);
        }
    }

    public static When at(Instant notBefore) {
        return new When(notBefore, USUAL);
    }

    public When priority(int other) {
        return new When(notBefore, other);
    }
}
