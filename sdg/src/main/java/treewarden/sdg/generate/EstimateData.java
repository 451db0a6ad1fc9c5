package treewarden.sdg.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import treewarden.sdg.engine.Assumptions;
import treewarden.sdg.engine.Estimate;
import treewarden.sdg.engine.EstimateWork;
import treewarden.sdg.engine.Work;

/** Says what a run will take, without asking the teacher. Documents are fetched and cut, since the number of pieces decides. */
public final class EstimateData {
    private final GenerateParts parts;
    private final Assumptions assumed;

    public EstimateData(GenerateParts parts, Assumptions assumed) {
        this.parts = parts;
        this.assumed = assumed;
    }

    /**
     * What is to be expected.
     *
     * @param found parts that were finished before and cost nothing
     * @param estimate of the others, with no answer of theirs in the cache
     * @param troubles why leaves will yield nothing: documents that cannot be had
     */
    public record Expected(int parts, int found, Estimate estimate, List<String> troubles) {
        public Expected {
            troubles = List.copyOf(troubles);
        }
    }

    /** @throws CancellationException where the watch says so */
    public Expected estimate(GenerateRequest request, GenerateWatch watch) {
        var plan = parts.plan(request);
        var keys = LeafKeys.of(parts);
        var troubles = new ArrayList<String>();
        var sum = Estimate.NOTHING;
        int found = 0;
        try (var prepare = new PrepareLeaves(parts.documents(), watch)) {
            for (var part : plan) {
                if (watch.cancelled()) {
                    throw new CancellationException("the estimate was cancelled");
                }
                if (parts.finished(part, keys).isPresent()) {
                    found++;
                    continue;
                }
                var leaf = prepare.prepare(part).join();
                if (leaf.trouble() != null && part.purpose() == Part.Purpose.TRAINING) {
                    troubles.add(part.path() + ": " + leaf.trouble());
                }
                var work = new Work(part.name(), part.pipeline(), leaf.seeds(), leaf::seedName);
                sum = sum.plus(EstimateWork.of(work, assumed, parts.engine().tokens()));
            }
        }
        return new Expected(plan.size(), found, sum, troubles);
    }
}
