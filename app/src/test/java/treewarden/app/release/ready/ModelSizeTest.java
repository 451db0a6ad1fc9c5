package treewarden.app.release.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.release.ready.ModelSize.Known;
import treewarden.worker.train.TrainingPlan.Lora;

class ModelSizeTest {
    private static final Map<String, List<Integer>> TINY = Map.of(
            "model.embed_tokens.weight", List.of(100, 10),
            "model.layers.0.self_attn.q_proj.weight", List.of(10, 10),
            "model.layers.0.mlp.up_proj.weight", List.of(20, 10),
            "model.norm.weight", List.of(10));

    @TempDir
    Path folder;

    @Test
    void itsWeightsAreCountedByItsHeader() throws IOException {
        HeaderAlone.model(folder, "bfloat16", TINY);

        assertThat(known().parameters()).isEqualTo(1_000 + 100 + 200 + 10);
        assertThat(known().published()).isEqualTo(2);
        assertThat(known().bytes()).isEqualTo(Files.size(folder.resolve("model.safetensors")));
    }

    @Test
    void itsShardsAreAddedUpAndOthersAreNotItsOwn() throws IOException {
        HeaderAlone.model(folder, "float32", Map.of("consolidated", List.of(7)));
        HeaderAlone.file(folder.resolve("a.safetensors"), Map.of("one", List.of(2, 3)));
        HeaderAlone.file(folder.resolve("b.safetensors"), Map.of("two", List.of(5), "three", List.of()));
        Files.writeString(folder.resolve("model.safetensors.index.json"), """
                {"weight_map": {"one": "a.safetensors", "two": "b.safetensors", "three": "b.safetensors"}}""");

        assertThat(known().parameters()).isEqualTo(6 + 5 + 1);
        assertThat(known().published()).isEqualTo(4);

        Files.delete(folder.resolve("b.safetensors"));
        assertThat(why()).startsWith("the base model has no b.safetensors; mend " + folder);
    }

    @Test
    void aTypeThatNobodyNamesIsTheTrainersOwn() throws IOException {
        HeaderAlone.model(folder, "bfloat16", TINY);
        Files.writeString(folder.resolve("config.json"), "{}");
        assertThat(known().published()).isEqualTo(4);

        // As it was written before transformers 5.
        Files.writeString(folder.resolve("config.json"), "{\"torch_dtype\": \"float16\"}");
        assertThat(known().published()).isEqualTo(2);
    }

    @Test
    void loraLaysTwoMatricesBesideEach() throws IOException {
        HeaderAlone.model(folder, "bfloat16", TINY);

        assertThat(known().trainedBy(new Lora(4, 8, 0, List.of()))).isEqualTo(4 * (20 + 30));
        assertThat(known().trainedBy(new Lora(4, 8, 0, List.of("q_proj")))).isEqualTo(4 * 20);
        assertThat(known().trainedBy(new Lora(4, 8, 0, List.of("proj")))).isZero();
    }

    @Test
    void anOutputOfItsOwnIsNotTied() throws IOException {
        HeaderAlone.model(folder, "bfloat16", TINY);
        assertThat(known().tiedOutput()).isEqualTo(1_000);

        HeaderAlone.model(
                folder,
                "bfloat16",
                Map.of("lm_head.weight", List.of(100, 10), "model.embed_tokens.weight", List.of(100, 10)));
        assertThat(known().tiedOutput()).isZero();
    }

    @Test
    void whatIsBrokenIsNamed() throws IOException {
        assertThat(why()).startsWith("the base model has no config.json");

        HeaderAlone.model(folder, "bfloat16", TINY);
        Files.write(folder.resolve("model.safetensors"), new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{'});
        assertThat(why()).startsWith("model.safetensors of the base model is no safetensors file, or a part of one");

        Files.write(folder.resolve("model.safetensors"), new byte[] {1, 0, 0, 0, 0, 0, 0, 0, '{'});
        assertThat(why()).startsWith("model.safetensors of the base model is broken: ");
    }

    private Known known() {
        return assertThat(ModelSize.of(folder)).asInstanceOf(type(Known.class)).actual();
    }

    private String why() {
        return ((ModelSize.Unknown) ModelSize.of(folder)).why();
    }
}
