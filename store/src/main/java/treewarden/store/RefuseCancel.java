package treewarden.store;

import java.util.Optional;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;

/** Why a release cannot be cancelled any more, in a sentence with what to do instead; empty where it can. */
final class RefuseCancel {
    private RefuseCancel() {}

    static Optional<String> of(Release release) {
        var id = release.id();
        if (release.state().isOver()) {
            return Optional.of(id + " is " + release.state().words() + " already.");
        }
        if (!release.isOut()) {
            return Optional.empty();
        }
        return Optional.of(
                release.stage() == ReleaseStage.PUBLISH
                        ? id + " is being put where people get it, so it cannot be cancelled any more. Once it is"
                                + " published, roll it back: have people get an earlier release again."
                        : id + " is published already; roll it back: have people get an earlier release again.");
    }
}
