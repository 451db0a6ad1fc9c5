package treewarden.sdg.quality;

import java.util.ArrayList;
import java.util.List;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.pipeline.Pipeline;

/**
 * A step that can lose rows.
 *
 * @param name the block's name in the pipeline file, or the check's
 * @param means how it loses them
 */
public record LossStep(String name, Means means) {
    /** How a step loses rows. */
    public enum Means {
        /** The teacher was asked, and its answer could not be used. */
        ASKING("in the step "),
        /** A filter looked at what a judge had said. */
        JUDGING("by the judge in the step "),
        /** A check of the rows after the pipeline. */
        CHECKING("by the check ");

        private final String words;

        Means(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** The steps of a pipeline, in its order. */
    public static List<LossStep> of(Pipeline pipeline) {
        var steps = new ArrayList<LossStep>();
        for (var step : pipeline.steps()) {
            steps.add(
                    new LossStep(step.block().name(), step.block() instanceof AskBlock ? Means.ASKING : Means.JUDGING));
        }
        return steps;
    }
}
