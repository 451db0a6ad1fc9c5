package treewarden.app.release.ready;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.release.TrainingRecipe.Phase;
import treewarden.worker.train.TrainingPlan.Device;
import treewarden.worker.train.TrainingPlan.Dtype;
import treewarden.worker.train.TrainingPlan.Machine;
import treewarden.worker.train.TrainingPlan.Sharding;

/**
 * The room on the disk that one release takes, in its parts, however many processes write it.
 *
 * <p>The numbers are the trainer's: {@code trainer/tests/test_room_on_disk.py} trains with it, weighs what it wrote, and reads
 * the constants out of this file. The base model is not among the parts, since nothing downloads or copies it.
 */
record RoomToTrain(List<Part> parts) {
    /** Of a weight that is trained, in a checkpoint: float32, in whatever type is computed ({@code load_model.py}). */
    static final int TRAINED_WEIGHT = 4;

    /** Of a weight that is trained, in a checkpoint: AdamW's two moments, float32 as the weight is. */
    static final int MOMENTS = 8;

    /** Checkpoints beside those that are kept: older ones go only when the newer one is whole ({@code keep_checkpoint.py}). */
    static final int BEING_WRITTEN = 1;

    RoomToTrain {
        parts = List.copyOf(parts);
    }

    /** Something that is written, such as {@code model 14.0 GB}. */
    record Part(String words, long bytes) {}

    /** What else a release writes. */
    enum Beside {
        NOTHING,
        /** The model once more, as GGUF. */
        GGUF
    }

    /**
     * All that is there at once, and a little more: a phase's last checkpoint is whole before its model is written.
     *
     * @param data bytes of the rows, generated and mixed
     */
    static RoomToTrain of(TrainingRecipe recipe, ModelSize.Known base, Beside beside, long data) {
        var parts = new ArrayList<Part>();
        parts.add(checkpoints(recipe, base));
        recipe.phases().entrySet().stream()
                .limit(recipe.phases().size() - 1)
                .forEach(phase -> parts.add(between(phase, base, recipe.machine())));
        long model = base.parameters() * base.published();
        parts.add(part("model", model));
        if (beside == Beside.GGUF) {
            parts.add(part("GGUF at most", model));
        }
        parts.add(part("data about", data));
        return new RoomToTrain(parts);
    }

    /** Those of the phase that writes the largest: a phase's are gone when its model is there. */
    private static Part checkpoints(TrainingRecipe recipe, ModelSize.Known base) {
        int count = recipe.machine().checkpointsKept() + BEING_WRITTEN;
        long each = recipe.phases().values().stream()
                .mapToLong(phase -> checkpoint(phase, base, recipe.machine().sharding()))
                .max()
                .orElse(0);
        return new Part("checkpoints " + count + " x " + bytes(each), count * each);
    }

    /** Sharded, an output that is the embeddings once more is written twice; its moments are not. */
    private static long checkpoint(Phase phase, ModelSize.Known base, Sharding sharding) {
        return phase.lora()
                .map(lora -> base.trainedBy(lora) * (TRAINED_WEIGHT + MOMENTS))
                .orElseGet(() -> base.parameters() * (TRAINED_WEIGHT + MOMENTS)
                        + (sharding == Sharding.FSDP ? base.tiedOutput() * TRAINED_WEIGHT : 0));
    }

    /** What the next phase begins with is kept as it was trained; LoRA's matrices are merged into what was computed with. */
    private static Part between(Map.Entry<String, Phase> phase, ModelSize.Known base, Machine machine) {
        boolean isHalf = phase.getValue().lora().isPresent()
                && machine.dtype() != Dtype.FLOAT32
                && (machine.dtype() == Dtype.BFLOAT16 || machine.device() == Device.CUDA);
        return part("model after " + phase.getKey(), base.parameters() * (isHalf ? Short.BYTES : TRAINED_WEIGHT));
    }

    long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /** {@code checkpoints 3 x 84.0 GB, model 14.0 GB: 266.0 GB needed}. */
    String words() {
        return parts.stream().map(Part::words).collect(Collectors.joining(", ")) + ": " + bytes(bytes()) + " needed";
    }

    private static Part part(String what, long bytes) {
        return new Part(what + " " + bytes(bytes), bytes);
    }

    /** As disks are sold: a GB is a thousand million bytes. */
    static String bytes(long bytes) {
        return bytes < 100_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
