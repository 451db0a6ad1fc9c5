package treewarden.taxonomy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The leaves that a leaf's examples are compared with. */
public interface OtherLeaves {
    /** No other leaves are known. */
    OtherLeaves NONE = (example, exceptPath) -> Optional.empty();

    /** The example in another leaf than {@code exceptPath} (a leaf's folder) that is most like this one, if one is much like it. */
    Optional<Match> nearest(Example example, String exceptPath);

    /**
     * An example that is much like another.
     *
     * @param path the folder of the leaf that it is in
     * @param similarity from 0 to 1, which is the same text
     * @param pullRequest the number of the open pull request that brings it; null where the taxonomy has it already
     */
    record Match(String path, double similarity, @Nullable Integer pullRequest) {
        /** An example that the taxonomy has. */
        public Match(String path, double similarity) {
            this(path, similarity, null);
        }
    }
}
