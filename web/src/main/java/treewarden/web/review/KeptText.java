package treewarden.web.review;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.store.ArtifactDamaged;
import treewarden.store.ArtifactMissing;
import treewarden.store.Artifacts;

/** The text of leaves, as it was when they were checked. */
final class KeptText {
    private final @Nullable Artifacts artifacts;

    /** @param artifacts where the leaves' bytes are; null where this process has none */
    KeptText(@Nullable Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /** Empty where it is not kept any more. */
    Optional<String> of(Digest digest) {
        if (artifacts == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new String(artifacts.get(digest), StandardCharsets.UTF_8));
        } catch (ArtifactMissing | ArtifactDamaged | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
