package treewarden.store;

import treewarden.domain.Digest;

/** No artifact with this digest is stored here. */
public final class ArtifactMissing extends RuntimeException {
    private final Digest digest;

    ArtifactMissing(Digest digest) {
        super("The artifact " + digest + " is not stored here. With more than one machine, the folder of artifacts "
                + "must be on a volume that all of them share.");
        this.digest = digest;
    }

    public Digest digest() {
        return digest;
    }
}
