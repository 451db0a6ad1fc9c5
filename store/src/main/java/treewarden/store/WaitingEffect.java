package treewarden.store;

import java.time.Instant;
import treewarden.domain.Effect;

/**
 * An effect that is still to be carried out.
 *
 * @param id in the order in which they were decided
 * @param attempts how often it was tried and put off
 * @param tried whether a write for it may have been sent before, by whoever was interrupted
 */
public record WaitingEffect(
        long id, long installation, Effect effect, int attempts, boolean tried, Instant createdAt) {}
