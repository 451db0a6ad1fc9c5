package treewarden.domain.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;

/**
 * What a stage left: the entry of the release's manifest.
 *
 * @param input digest of the output of the stage before; null for the first
 * @param digest of the report's text, by which the next stage names it
 * @param words one line for people
 */
public record StageOutput(
        ReleaseStage stage, @Nullable Digest input, Digest digest, StageReport report, String words, Instant endedAt) {}
