package treewarden.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Capability;

/**
 * A process that runs jobs, as it last showed itself.
 *
 * @param name as {@link Job#worker()} says it
 * @param accelerator what the machine can train on, in words; null where it has none that we know of
 * @param seenAt its last heartbeat
 * @param lostAt from when on it counts as dead unless it shows itself again
 */
public record Worker(
        String host,
        String name,
        Set<Capability> capabilities,
        @Nullable String accelerator,
        Instant startedAt,
        Instant seenAt,
        Instant lostAt) {
    public Worker {
        capabilities = Set.copyOf(capabilities);
    }

    public boolean isAlive(Instant now) {
        return now.isBefore(lostAt);
    }
}
