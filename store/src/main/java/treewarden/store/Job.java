package treewarden.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;

/**
 * A job as it stands.
 *
 * @param key see {@link JobPayload#key()}
 * @param priority the higher first; {@link When#USUAL} unless somebody said otherwise
 * @param attempts how often it was started without coming to an orderly end, the present run included
 * @param notBefore when it may start, or start again
 * @param lastError why it failed or was put off the last time
 * @param result what came of it, one line
 * @param cancelRequested whether somebody wants the running job to end
 * @param epoch grows with each start: only the run with the present epoch may write
 * @param worker who runs it, or ran it last
 */
public record Job(
        JobId id,
        JobKind kind,
        Capability capability,
        String key,
        JobPayload payload,
        JobState state,
        int priority,
        int attempts,
        Instant notBefore,
        @Nullable Progress progress,
        @Nullable String lastError,
        @Nullable String result,
        boolean cancelRequested,
        long epoch,
        @Nullable String worker,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
