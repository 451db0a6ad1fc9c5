package treewarden.worker.train;

import java.nio.file.Path;
import java.util.Optional;
import treewarden.domain.Digest;

/** What came of a training, and who can do something about it. Every message is for that person. */
public sealed interface TrainingOutcome {
    /**
     * There is a candidate.
     *
     * @param model the folder: safetensors, JSON, tokenizer, and the trainer's {@code manifest.json}
     * @param key the trainer's name for all that the weights depend on
     * @param base digest of the base model's files; empty where the trainer does not tell
     * @param starts how many it took
     */
    record Trained(Path model, String key, Optional<Digest> base, int starts, TrainingProgress progress)
            implements TrainingOutcome {}

    /** It would end the same way again, whoever tries. */
    record Refused(Why why, String message) implements TrainingOutcome {}

    /** Somebody has to mend the disk, the accelerator, the cluster or the folder; then it goes on where it was. */
    record NotNow(String message) implements TrainingOutcome {}

    /** It failed too often in ways nobody foresaw. The log says more. */
    record GaveUp(String message) implements TrainingOutcome {}

    /** Somebody cancelled it. Its checkpoints stay. */
    record Cancelled() implements TrainingOutcome {}

    /** What is in the way, and whose it is to change. */
    enum Why {
        /** The recipe: the operator. */
        BAD_PLAN,
        /** The rows: whoever made the mix. */
        BAD_DATA,
        /** The base model: the operator. */
        BAD_MODEL,
        /** The loss is no number: the recipe or the rows. */
        NOT_A_NUMBER,
        /** Not even one row at a time fits: the recipe or the machine. */
        OUT_OF_MEMORY
    }
}
