package treewarden.domain;

import java.util.List;

/**
 * The trial of one contribution at one head commit.
 *
 * @param teacher the model's name as the server gives it
 * @param leaves one for each leaf that was sampled
 * @param omitted leaves that the limits left out; told to the reader, never silent
 */
public record SampleReport(
        ContributionId contribution,
        CommitId head,
        String teacher,
        List<LeafSample> leaves,
        List<String> omitted,
        Usage usage,
        long millis) {
    public SampleReport {
        leaves = List.copyOf(leaves);
        omitted = List.copyOf(omitted);
    }

    public int kept() {
        return leaves.stream().mapToInt(leaf -> leaf.funnel().kept()).sum();
    }

    public int made() {
        return leaves.stream().mapToInt(leaf -> leaf.funnel().made()).sum();
    }
}
