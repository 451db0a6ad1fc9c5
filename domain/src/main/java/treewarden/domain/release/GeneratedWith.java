package treewarden.domain.release;

import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;

/**
 * What the rows of a release were made with.
 *
 * @param teacher the model that was asked for
 * @param served the name under which its server answered; null where it never did
 * @param pipeline the name of the set
 * @param pipelineDigest of all its files; null where nobody took it
 */
public record GeneratedWith(
        String teacher,
        @Nullable String served,
        String pipeline,
        @Nullable Digest pipelineDigest) {}
