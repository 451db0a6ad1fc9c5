package treewarden.sdg.precheck;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Leaf;
import treewarden.domain.StoredLeaf;
import treewarden.sdg.engine.Budget;

/**
 * What to ask.
 *
 * @param release whose model the student is; null for the community model of the day
 * @param stored the leaves as they are stored, for the report
 * @param omitted leaf folders that were left out before: they are told in the report
 * @param budgets each of them must have room for every request, besides the limit of the precheck itself
 */
public record PrecheckRequest(
        ContributionId contribution,
        CommitId head,
        @Nullable String release,
        List<StoredLeaf> stored,
        List<Leaf> leaves,
        List<String> omitted,
        List<Budget> budgets) {
    public PrecheckRequest {
        stored = List.copyOf(stored);
        leaves = List.copyOf(leaves);
        omitted = List.copyOf(omitted);
        budgets = List.copyOf(budgets);
    }
}
