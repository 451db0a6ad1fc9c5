package treewarden.app.release.ready;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import treewarden.app.release.ready.ModelSize.Known;
import treewarden.app.release.ready.ModelSize.Matrix;
import treewarden.app.release.ready.RoomToTrain.Beside;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.train.TrainingPlan.Base;
import treewarden.worker.train.TrainingPlan.Dtype;
import treewarden.worker.train.TrainingPlan.Lora;
import treewarden.worker.train.TrainingPlan.Machine;
import treewarden.worker.train.TrainingPlan.Sharding;

class RoomToTrainTest {
    private static final TrainingRecipe USUAL = TrainingRecipe.usual(new Base(Path.of("base"), ""));
    private static final long DATA = 1_000_000_000;

    /** Seven billion weights in bfloat16, with the embeddings as the output. */
    private static final Known SEVEN = new Known(
            7_000_000_000L,
            14_000_000_000L,
            2,
            List.of(
                    new Matrix("model.embed_tokens", 50_000, 4_000),
                    new Matrix("model.layers.0.self_attn.q_proj", 4_000, 4_000),
                    new Matrix("model.layers.0.mlp.up_proj", 12_000, 4_000)));

    @Test
    void aFullTrainingWritesAMultipleOfTheModel() {
        assertThat(RoomToTrain.of(USUAL, SEVEN, Beside.NOTHING, DATA).words())
                .isEqualTo("checkpoints 3 x 84.0 GB, model after knowledge 28.0 GB, model 14.0 GB, data about 1.0 GB:"
                        + " 295.0 GB needed");
    }

    @Test
    void anotherFormOfTheModelTakesAsMuchAsTheModel() {
        assertThat(RoomToTrain.of(USUAL, SEVEN, Beside.GGUF, DATA).words())
                .endsWith("model 14.0 GB, GGUF at most 14.0 GB, data about 1.0 GB: 309.0 GB needed");
    }

    @Test
    void ofLoraTheCheckpointsAreSmall() {
        var small = recipe(Machine.USUAL, new Lora(16, 32, 0, List.of()));
        var smaller = recipe(machine(Dtype.BFLOAT16, Sharding.NONE), new Lora(16, 32, 0, List.of("q_proj")));

        // 16 * (8,000 + 16,000) weights of twelve bytes, and what comes between is kept as it was trained.
        assertThat(RoomToTrain.of(small, SEVEN, Beside.NOTHING, DATA).words())
                .startsWith("checkpoints 3 x 4.6 MB, model after knowledge 28.0 GB, model 14.0 GB");
        assertThat(RoomToTrain.of(smaller, SEVEN, Beside.NOTHING, DATA).words())
                .startsWith("checkpoints 3 x 1.5 MB, model after knowledge 14.0 GB, model 14.0 GB");
    }

    @Test
    void shardedATiedOutputIsWrittenTwice() {
        assertThat(RoomToTrain.of(recipe(machine(Dtype.AUTO, Sharding.FSDP), null), SEVEN, Beside.NOTHING, DATA)
                        .words())
                .startsWith("checkpoints 3 x 84.8 GB");
    }

    @Test
    void thePartsAreTheWhole() {
        var room = RoomToTrain.of(USUAL, SEVEN, Beside.GGUF, DATA);

        assertThat(room.bytes())
                .isEqualTo(
                        room.parts().stream().mapToLong(RoomToTrain.Part::bytes).sum())
                .isEqualTo(309_000_000_000L);
    }

    private static TrainingRecipe recipe(Machine machine, @Nullable Lora lora) {
        var phases = new LinkedHashMap<String, TrainingRecipe.Phase>();
        USUAL.phases()
                .forEach((name, phase) -> phases.put(
                        name,
                        new TrainingRecipe.Phase(
                                phase.data(), phase.learning(), phase.replay(), Optional.ofNullable(lora))));
        return new TrainingRecipe(USUAL.base(), phases, machine);
    }

    private static Machine machine(Dtype dtype, Sharding sharding) {
        var usual = Machine.USUAL;
        return new Machine(
                usual.device(),
                dtype,
                usual.attention(),
                usual.rows(),
                usual.memory(),
                sharding,
                usual.microBatchTokens(),
                usual.checkpointSteps(),
                usual.checkpointsKept());
    }
}
