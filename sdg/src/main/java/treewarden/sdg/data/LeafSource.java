package treewarden.sdg.data;

import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;

/**
 * Where a leaf comes from, for the provenance of its rows.
 *
 * @param content digest of the leaf's file
 * @param commit the commit of the taxonomy; null where the taxonomy is a folder without history
 * @param pullRequest the pull request that brought it, such as {@code #12}; null where that is not known
 */
public record LeafSource(
        Digest content, @Nullable CommitId commit, @Nullable String pullRequest) {}
