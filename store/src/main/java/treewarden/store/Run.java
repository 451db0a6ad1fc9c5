package treewarden.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Finding;
import treewarden.domain.StoredLeaf;

/**
 * What the checks said of a contribution at one head commit.
 *
 * @param notes what the reader must know beside the findings, one sentence each
 * @param content what was read; null where nothing was, or the run is of a time before it was kept
 */
public record Run(
        ContributionId contribution,
        CommitId head,
        RunOutcome outcome,
        List<CheckedLeaf> leaves,
        List<String> notes,
        Instant checkedAt,
        @Nullable Content content) {
    public Run {
        leaves = List.copyOf(leaves);
        notes = List.copyOf(notes);
    }

    /** Of which it is not known what was read. */
    public Run(
            ContributionId contribution,
            CommitId head,
            RunOutcome outcome,
            List<CheckedLeaf> leaves,
            List<String> notes,
            Instant checkedAt) {
        this(contribution, head, outcome, leaves, notes, checkedAt, null);
    }

    /** How many of its examples are known from another leaf or contribution. */
    public int duplicates() {
        return (int) leaves.stream()
                .flatMap(leaf -> leaf.findings().stream())
                .filter(finding -> finding.rule().equals(Finding.KNOWN_EXAMPLE))
                .count();
    }

    /**
     * What a check read of its head.
     *
     * @param tree git object name of the root tree
     * @param baseBranch the branch that it was to be merged into: untrusted text
     * @param leaves with the digests of their bytes
     */
    public record Content(String tree, String baseBranch, List<StoredLeaf> leaves) {
        public Content {
            leaves = List.copyOf(leaves);
        }
    }
}
