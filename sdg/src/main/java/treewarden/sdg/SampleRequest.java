package treewarden.sdg;

import java.util.List;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Leaf;

/**
 * What to sample.
 *
 * @param omitted leaf folders that were left out before: they are told in the report
 */
public record SampleRequest(ContributionId contribution, CommitId head, List<Leaf> leaves, List<String> omitted) {
    public SampleRequest {
        leaves = List.copyOf(leaves);
        omitted = List.copyOf(omitted);
    }
}
