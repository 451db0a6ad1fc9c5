package treewarden.worker.train;

import java.nio.file.Path;
import java.util.Optional;
import treewarden.domain.Digest;

/** A line of the trainer. Texts are made harmless as they are read; the table is in {@code trainer/README.md}. */
public sealed interface TrainingEvent {
    record Start(String run, String version, String device, String dtype, String attention, int processes)
            implements TrainingEvent {}

    /** Rows that are not trained on. */
    record Dropped(String phase, String reason, long rows) implements TrainingEvent {}

    /** A phase begins. */
    record Phase(String name, int number, int count, Begun begun) implements TrainingEvent {}

    /** How a phase begins. */
    sealed interface Begun {}

    /** It was done by an earlier start. */
    record Kept() implements Begun {}

    /**
     * It is trained.
     *
     * @param rows of its own and replayed
     * @param steps in all, also those of earlier starts
     * @param layout varlen, packed or padded
     * @param resumed from a checkpoint
     */
    record Trains(
            long rows,
            long replayed,
            long tokens,
            long lossTokens,
            int steps,
            String layout,
            int microBatchTokens,
            long parameters,
            long trainedParameters,
            Optional<String> resumed)
            implements Begun {}

    /**
     * A step was made.
     *
     * @param of steps of the phase
     * @param tokensPerSecond real ones
     * @param memory peak, in bytes
     */
    record Step(
            String phase,
            int step,
            int of,
            double loss,
            long lossTokens,
            long tokens,
            double learningRate,
            double gradientNorm,
            double tokensPerSecond,
            double secondsLeft,
            long memory)
            implements TrainingEvent {}

    /** What was learnt so far is kept. */
    record Checkpoint(String phase, int step) implements TrainingEvent {}

    /** Memory was short. */
    record SmallerBatch(String phase, int step, int before, int after) implements TrainingEvent {}

    record PhaseDone(String phase) implements TrainingEvent {}

    /**
     * There is a model.
     *
     * @param key the trainer's own name for what it made
     * @param base digest of the files of the base model, as it read them; empty of a trainer that does not tell
     */
    record Done(Path model, String key, Optional<Digest> base) implements TrainingEvent {}

    record Failed(String reason, String message, int exitCode) implements TrainingEvent {}
}
