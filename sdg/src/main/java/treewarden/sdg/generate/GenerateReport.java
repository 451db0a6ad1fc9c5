package treewarden.sdg.generate;

import java.time.Duration;
import java.util.List;
import treewarden.domain.Usage;
import treewarden.sdg.data.LeafOutcome;
import treewarden.sdg.mix.MixReport;

/**
 * What came of a run.
 *
 * @param leaves in the order of their paths, their funnels with the checks of the whole run at the end
 * @param parts pieces of work: leaves, and knowledge leaves once more for their evaluation questions
 * @param found those of them that were finished before and cost nothing
 * @param spent on what was asked in this run, with requests that came to nothing
 * @param askedTwice questions that were sent a second time because the first request was slow
 * @param asking how long it took until all parts were there
 */
public record GenerateReport(
        List<LeafOutcome> leaves, MixReport files, int parts, int found, Usage spent, int askedTwice, Duration asking) {
    public GenerateReport {
        leaves = List.copyOf(leaves);
    }

    /** The leaves that yielded nothing, each with its reason. */
    public List<LeafOutcome> empty() {
        return leaves.stream().filter(leaf -> leaf.funnel().kept() == 0).toList();
    }

    /** Rows that passed all blocks and checks. */
    public int kept() {
        return leaves.stream().mapToInt(leaf -> leaf.funnel().kept()).sum();
    }

    /** Rows that the first block made that makes several of one. */
    public int made() {
        return leaves.stream().mapToInt(leaf -> leaf.funnel().made()).sum();
    }
}
