package treewarden.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.release.ReleaseStage;

/**
 * A line of a release's manifest: a stage that ended, without its report.
 *
 * @param input digest of the output of the stage before; null for the first
 * @param digest of the report's text: two of the same digest are the same report
 * @param words one line for people
 */
public record StageEntry(ReleaseStage stage, @Nullable Digest input, Digest digest, String words, Instant endedAt) {}
