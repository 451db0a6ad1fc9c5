package treewarden.store;

import java.time.Instant;
import java.util.List;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;

/**
 * What the checks said of a contribution at one head commit.
 *
 * @param notes what the reader must know beside the findings, one sentence each
 */
public record Run(
        ContributionId contribution,
        CommitId head,
        RunOutcome outcome,
        List<CheckedLeaf> leaves,
        List<String> notes,
        Instant checkedAt) {
    public Run {
        leaves = List.copyOf(leaves);
        notes = List.copyOf(notes);
    }
}
