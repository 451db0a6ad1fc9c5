package treewarden.templates;

import java.time.Instant;
import java.util.List;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Contribution;
import treewarden.domain.Finding;
import treewarden.domain.PrecheckReport;

/**
 * All that the comment and the check run say of a contribution.
 *
 * @param leaves what the checks say of each file that was checked, in any order
 * @param commit the full hash of the commit that was checked
 * @param at when this was found
 * @param notes limits that the reader must know of, a sentence each: {@code "Only the first 100 leaves were sampled."}
 * @param prechecks what models answered to the seed questions: first the community model of the day, then those of
 *     releases
 */
public record CommentModel(
        Contribution contribution,
        ChangeScope scope,
        List<CheckedLeaf> leaves,
        LeafSampleState sample,
        Links links,
        String commit,
        Instant at,
        List<String> notes,
        List<PrecheckReport> prechecks) {
    public CommentModel {
        leaves = List.copyOf(leaves);
        notes = List.copyOf(notes);
        prechecks = List.copyOf(prechecks);
    }

    /** Of a contribution whose questions the community model was not asked. */
    public CommentModel(
            Contribution contribution,
            ChangeScope scope,
            List<CheckedLeaf> leaves,
            LeafSampleState sample,
            Links links,
            String commit,
            Instant at,
            List<String> notes) {
        this(contribution, scope, leaves, sample, links, commit, at, notes, List.of());
    }

    /** How many leaves there are: what is said of the pull request itself counts as none. */
    long leafCount() {
        return leaves.stream().filter(CommentModel::isLeaf).count();
    }

    private static boolean isLeaf(CheckedLeaf checked) {
        return !checked.path().equals(Finding.PULL_REQUEST);
    }

    long errors() {
        return leaves.stream().mapToLong(CheckedLeaf::errors).sum();
    }

    long warnings() {
        return leaves.stream().mapToLong(CheckedLeaf::warnings).sum();
    }

    long leavesWithErrors() {
        return leaves.stream().filter(leaf -> isLeaf(leaf) && leaf.errors() > 0).count();
    }
}
