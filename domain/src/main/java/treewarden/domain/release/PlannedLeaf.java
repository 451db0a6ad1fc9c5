package treewarden.domain.release;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;

/**
 * A leaf that a release holds.
 *
 * @param path of its file in the taxonomy
 * @param digest under which its bytes are stored
 * @param change against the last release
 * @param origins all pull requests that are known to have touched it, the earliest first; each of them once
 */
public record PlannedLeaf(String path, LeafKind kind, Digest digest, Change change, List<Origin> origins) {
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

    /**
     * A pull request that touched a leaf.
     *
     * @param contributor login of who opened it
     */
    public record Origin(int pullRequest, String contributor) {}

    public PlannedLeaf {
        origins = List.copyOf(origins);
    }

    /** One that a single pull request touched, or none that is known: then both are null. */
    public PlannedLeaf(
            String path,
            LeafKind kind,
            Digest digest,
            Change change,
            @Nullable Integer pullRequest,
            @Nullable String contributor) {
        this(path, kind, digest, change, only(pullRequest, contributor));
    }

    private static List<Origin> only(@Nullable Integer pullRequest, @Nullable String contributor) {
        return pullRequest == null
                ? List.of()
                : List.of(new Origin(pullRequest, contributor == null ? "" : contributor));
    }

    /** The folder of the leaf, by which people know it. */
    public String folder() {
        return folder(path);
    }

    /** The same of a leaf with its file at this path. */
    public static String folder(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : path;
    }

    /** The pull request that touched it last; none where none is known. */
    public Optional<Origin> last() {
        return origins.isEmpty() ? Optional.empty() : Optional.of(origins.get(origins.size() - 1));
    }

    /** Whether this pull request touched it. */
    public boolean isOf(int pullRequest) {
        return origins.stream().anyMatch(origin -> origin.pullRequest() == pullRequest);
    }
}
