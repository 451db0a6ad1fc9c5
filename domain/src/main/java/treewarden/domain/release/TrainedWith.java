package treewarden.domain.release;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;

/**
 * What a candidate was trained with. Whoever publishes it weeks later may have another configuration by then, or none of a
 * training at all.
 *
 * @param phases that had rows, in their order
 * @param machine null where the trainer did not tell
 */
public record TrainedWith(
        Base base, List<Phase> phases, @Nullable Machine machine) {
    public TrainedWith {
        phases = List.copyOf(phases);
    }

    /**
     * The model that the training began with.
     *
     * @param name what people call it
     * @param revision as the operator wrote it; may be empty
     * @param digest of its files, as the trainer read them; null where it did not tell
     */
    public record Base(
            String name, String revision, @Nullable Digest digest) {}

    /**
     * How a phase learnt.
     *
     * @param effectiveBatch rows of one step
     * @param maxLength tokens of the longest row
     * @param scheduler how the learning rate went down
     * @param clip the largest norm of a gradient
     * @param lora null where all weights were trained
     */
    public record Phase(
            String name,
            double learningRate,
            int warmupSteps,
            int epochs,
            int effectiveBatch,
            int maxLength,
            long seed,
            String scheduler,
            double weightDecay,
            List<Double> betas,
            double epsilon,
            double clip,
            List<Replayed> replay,
            @Nullable Lora lora) {
        public Phase {
            betas = List.copyOf(betas);
            replay = List.copyOf(replay);
        }
    }

    /** Rows of an earlier phase, or of a file by its name, that were mixed in; the fraction is above 0 and at most 1. */
    public record Replayed(String what, double fraction) {}

    /** @param targets names of layers; empty is every linear layer but the output */
    public record Lora(int rank, int alpha, double dropout, List<String> targets) {
        public Lora {
            targets = List.copyOf(targets);
        }
    }

    /**
     * What it ran on, as the trainer told at its last start.
     *
     * @param trainer its version
     * @param processes over all machines
     */
    public record Machine(String trainer, String device, String dtype, String attention, int processes) {}
}
