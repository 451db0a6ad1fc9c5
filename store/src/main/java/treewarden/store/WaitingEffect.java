package treewarden.store;

import java.time.Instant;
import treewarden.domain.Effect;

/**
 * An effect that is still to be carried out.
 *
 * @param id in the order in which they were decided
 * @param attempts how often it was tried and put off
 */
public record WaitingEffect(long id, long installation, Effect effect, int attempts, Instant createdAt) {}
