package treewarden.domain.release;

import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;

/**
 * A leaf that a release holds.
 *
 * @param path of its file in the taxonomy
 * @param digest under which its bytes are stored
 * @param change against the last release
 * @param pullRequest the number of the last one that is known to have touched it; null where none is
 * @param contributor login of who opened that; null where none is known
 */
public record PlannedLeaf(
        String path,
        LeafKind kind,
        Digest digest,
        Change change,
        @Nullable Integer pullRequest,
        @Nullable String contributor) {
    public enum Change {
        NEW("new"),
        CHANGED("changed"),
        UNCHANGED("unchanged");

        private final String words;

        Change(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** The folder of the leaf, by which people know it. */
    public String folder() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : path;
    }
}
