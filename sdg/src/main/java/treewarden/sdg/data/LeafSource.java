package treewarden.sdg.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;

/**
 * Where a leaf comes from, for the provenance of its rows.
 *
 * @param content digest of the leaf's file
 * @param commit the commit of the taxonomy; null where the taxonomy is a folder without history
 * @param pullRequests those that touched it, the earliest first, each such as {@code #12}; none where that is not known
 */
public record LeafSource(Digest content, @Nullable CommitId commit, List<String> pullRequests) {
    public LeafSource {
        pullRequests = List.copyOf(pullRequests);
    }

    /** Of which one pull request is known, or none. */
    public LeafSource(Digest content, @Nullable CommitId commit, @Nullable String pullRequest) {
        this(content, commit, pullRequest == null ? List.of() : List.of(pullRequest));
    }

    /** The one that touched it last; null where that is not known. */
    public @Nullable String pullRequest() {
        return pullRequests.isEmpty() ? null : pullRequests.get(pullRequests.size() - 1);
    }
}
