package treewarden.store;

import treewarden.domain.Digest;

/** An artifact's bytes are not those that were stored, or more than may be read. */
public final class ArtifactDamaged extends RuntimeException {
    ArtifactDamaged(Digest digest, String what) {
        super("The artifact " + digest + " " + what + ". Restore the folder of artifacts from a backup, or remove the "
                + "file so that it is made again.");
    }
}
