package treewarden.worker.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import treewarden.domain.Digest;

/**
 * What to train, on what, how: the trainer's {@code plan.json}. The trainer itself refuses what makes no sense, with every
 * problem named at once. Sources of the defaults: {@code trainer/treewarden_trainer/read_plan.py}.
 *
 * @param run what people call this run
 * @param output where the trainer keeps its checkpoints and leaves the model; of this plan alone
 */
public record TrainingPlan(String run, Base base, Path output, List<Phase> phases, Machine machine) {
    public TrainingPlan {
        phases = List.copyOf(phases);
    }

    /**
     * The model to begin with.
     *
     * @param revision by which it is known, such as a digest of its manifest or its commit on the Hub: another revision is
     *     another plan
     */
    public record Base(Path folder, String revision) {}

    /** Rows to learn from, as JSON lines; the file must be what its digest says. */
    public record Data(Path file, Digest digest) {}

    /** One phase of the method. */
    public record Phase(String name, List<Data> data, List<Replay> replay, Learning learning, Optional<Lora> lora) {
        public Phase {
            data = List.copyOf(data);
            replay = List.copyOf(replay);
        }

        public Phase(String name, List<Data> data, List<Replay> replay, Learning learning) {
            this(name, data, replay, learning, Optional.empty());
        }
    }

    /** Rows mixed in, so that what was learnt is not lost; the fraction is above 0 and at most 1. */
    public sealed interface Replay {
        double fraction();

        /** Rows of an earlier phase. */
        record OfPhase(String phase, double fraction) implements Replay {}

        /** Rows of a file. */
        record OfFile(Data data, double fraction) implements Replay {}
    }

    /**
     * How a phase learns.
     *
     * @param effectiveBatch rows of one step, over all processes
     * @param maxLength tokens of the longest row; longer rows are dropped and counted
     * @param clip the largest norm of a gradient
     */
    public record Learning(
            double learningRate,
            int warmupSteps,
            int epochs,
            int effectiveBatch,
            int maxLength,
            long seed,
            Scheduler scheduler,
            double weightDecay,
            double beta1,
            double beta2,
            double epsilon,
            double clip) {
        /** The reference's first phase. */
        public static final Learning KNOWLEDGE =
                new Learning(2e-5, 25, 7, 128, 4096, 42, Scheduler.COSINE, 0, 0.9, 0.95, 1e-8, 1);

        /** The reference's second phase. */
        public static final Learning SKILLS =
                new Learning(6e-6, 25, 10, 3840, 4096, 42, Scheduler.COSINE, 0, 0.9, 0.95, 1e-8, 1);
    }

    /**
     * Small matrices beside frozen weights instead of all weights.
     *
     * @param targets names of layers; empty is every linear layer but the output
     */
    public record Lora(int rank, int alpha, double dropout, List<String> targets) {
        public static final Lora USUAL = new Lora(16, 32, 0, List.of());

        public Lora {
            targets = List.copyOf(targets);
        }
    }

    /**
     * What the machine is asked for; nothing here but the type changes what comes out.
     *
     * @param microBatchTokens per process; halved by the trainer where memory is short
     */
    public record Machine(
            Device device,
            Dtype dtype,
            Attention attention,
            Rows rows,
            Memory memory,
            Sharding sharding,
            int microBatchTokens,
            int checkpointSteps,
            int checkpointsKept) {
        public static final Machine USUAL = new Machine(
                Device.AUTO, Dtype.AUTO, Attention.AUTO, Rows.PACKED, Memory.FAST, Sharding.NONE, 8192, 100, 2);

        /** The same on another device. */
        public Machine on(Device other) {
            return new Machine(
                    other,
                    dtype,
                    attention,
                    rows,
                    memory,
                    sharding,
                    microBatchTokens,
                    checkpointSteps,
                    checkpointsKept);
        }
    }

    /** How the learning rate goes down. */
    public enum Scheduler {
        COSINE,
        LINEAR,
        CONSTANT_WITH_WARMUP
    }

    /** Where it is computed. */
    public enum Device {
        AUTO,
        CPU,
        CUDA
    }

    /** The type that is computed in; the weights are kept in more. */
    public enum Dtype {
        AUTO,
        FLOAT32,
        BFLOAT16
    }

    /** Whose attention. */
    public enum Attention {
        AUTO,
        EAGER,
        SDPA,
        FLASH_ATTENTION_2,
        FLASH_ATTENTION_3,
        FLEX_ATTENTION
    }

    /** How rows share a micro-batch. */
    public enum Rows {
        PACKED,
        PADDED
    }

    /** Whether activations are kept, or computed a second time to save memory (gradient checkpointing). */
    public enum Memory {
        FAST,
        SPARING
    }

    /** Whether each process holds all weights, or they, their gradients and the optimizer are spread over the processes. */
    public enum Sharding {
        NONE,
        FSDP
    }

    /** Of all that the weights depend on: not of where files lie, of the run's name, of micro-batches or checkpoints. */
    public Digest digest() {
        return WritePlan.digest(this);
    }

    /**
     * Writes it for the trainer; the file is whole or not there.
     *
     * @throws IOException where the disk is full or not ours
     */
    public void write(Path file) throws IOException {
        WholeFile.write(file, WritePlan.text(this));
    }
}
