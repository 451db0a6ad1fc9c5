package treewarden.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseState;

/**
 * A release that came through its evaluation, without the report.
 *
 * @param isOut whether people get it, or did
 * @param report digest of the report; null where it is not there any more
 */
public record EvaluatedRelease(
        ReleaseId id,
        ReleaseState state,
        boolean isOut,
        Instant startedAt,
        @Nullable Digest report) {}
