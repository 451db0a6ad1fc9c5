package treewarden.store;

import treewarden.domain.release.ReleaseId;

/** Somebody else changed the release since it was read: read it again and decide again. */
public final class ReleaseChanged extends RuntimeException {
    ReleaseChanged(ReleaseId release) {
        super(release + " has changed since it was read; look at it again.");
    }
}
