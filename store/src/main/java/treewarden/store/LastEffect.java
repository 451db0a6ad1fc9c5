package treewarden.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Effect;

/**
 * The latest effect on a target.
 *
 * @param at when it came into its state
 * @param why the last trouble with it; null where there was none
 */
public record LastEffect(
        Effect effect, State state, Instant at, @Nullable String why) {
    /** How far it is. */
    public enum State {
        WAITING,
        DELIVERED,
        /** Waits until the repository is tended again. */
        PARKED,
        REFUSED
    }
}
