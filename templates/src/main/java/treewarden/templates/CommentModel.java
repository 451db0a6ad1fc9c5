package treewarden.templates;

import java.time.Instant;
import java.util.List;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Contribution;

/**
 * All that the comment and the check run say of a contribution.
 *
 * @param leaves what the checks say of each file that was checked, in any order
 * @param commit the full hash of the commit that was checked
 * @param at when this was found
 * @param notes limits that the reader must know of, a sentence each: {@code "Only the first 100 leaves were sampled."}
 */
public record CommentModel(
        Contribution contribution,
        ChangeScope scope,
        List<CheckedLeaf> leaves,
        LeafSampleState sample,
        Links links,
        String commit,
        Instant at,
        List<String> notes) {
    public CommentModel {
        leaves = List.copyOf(leaves);
        notes = List.copyOf(notes);
    }

    long errors() {
        return leaves.stream().mapToLong(CheckedLeaf::errors).sum();
    }

    long warnings() {
        return leaves.stream().mapToLong(CheckedLeaf::warnings).sum();
    }

    long leavesWithErrors() {
        return leaves.stream().filter(leaf -> leaf.errors() > 0).count();
    }
}
