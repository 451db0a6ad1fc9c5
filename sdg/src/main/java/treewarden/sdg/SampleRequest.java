package treewarden.sdg;

import java.util.List;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Leaf;
import treewarden.sdg.engine.Budget;

/**
 * What to sample.
 *
 * @param budgets each of them must have room for every request, besides the limit of the sample itself
 * @param omitted leaf folders that were left out before: they are told in the report
 */
public record SampleRequest(
        ContributionId contribution, CommitId head, List<Leaf> leaves, List<String> omitted, List<Budget> budgets) {
    public SampleRequest {
        leaves = List.copyOf(leaves);
        omitted = List.copyOf(omitted);
        budgets = List.copyOf(budgets);
    }

    /** Within the limit of the sample alone. */
    public SampleRequest(ContributionId contribution, CommitId head, List<Leaf> leaves, List<String> omitted) {
        this(contribution, head, leaves, omitted, List.of());
    }
}
