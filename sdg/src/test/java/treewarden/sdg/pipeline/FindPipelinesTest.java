package treewarden.sdg.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.LeafKind;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.block.PipelineOptions;

/** Where a pipeline set is looked for. */
class FindPipelinesTest {
    private static final String YAML = """
            version: "1.0"
            blocks:
              - name: gen
                type: LLMBlock
                config: {config_path: prompt.yaml, output_cols: [question, response]}
            """;

    @TempDir
    Path folder;

    @Test
    void theUsersDataFoldersComeBeforeWhatWeShip() throws IOException {
        var data = DataFolders.of(
                Map.of(
                        "XDG_DATA_HOME",
                        folder.resolve("home").toString(),
                        "XDG_DATA_DIRS",
                        folder + "/a:relative:" + folder + "/b"),
                "/nobody");
        assertThat(data.folders())
                .containsExactly(
                        folder.resolve("home/instructlab/sdg"),
                        folder.resolve("a/instructlab/sdg"),
                        folder.resolve("b/instructlab/sdg"));
        assertThat(DataFolders.of(Map.of("XDG_DATA_DIRS", ""), "/nobody").folders())
                .containsExactly(
                        Path.of("/nobody/.local/share/instructlab/sdg"),
                        Path.of("/usr/local/share/instructlab/sdg"),
                        Path.of("/usr/share/instructlab/sdg"));
        set("b/instructlab/sdg/pipelines/agentic");
        set("a/instructlab/sdg/pipelines/full");

        assertThat(PipelineSet.of("agentic", PipelineOptions.USUAL, data).warnings())
                .isEmpty();
        assertThat(PipelineSet.of("agentic", PipelineOptions.USUAL, data).name())
                .isEqualTo("agentic");
        assertThat(PipelineSet.of("full", PipelineOptions.USUAL, data).warnings())
                .containsExactly(
                        "the pipeline set full is the one in " + folder.resolve("a/instructlab/sdg/pipelines/full")
                                + ", not the one that comes with Treewarden");
        assertThat(PipelineSet.of("simple", PipelineOptions.USUAL, data)
                        .pipeline(LeafKind.KNOWLEDGE)
                        .digest())
                .isEqualTo(
                        PipelineSet.named("simple").pipeline(LeafKind.KNOWLEDGE).digest());
        assertThatThrownBy(() -> PipelineSet.of("../a", PipelineOptions.USUAL, data))
                .isInstanceOf(PipelineException.class);
    }

    @Test
    void aSingleFileServesTheLeavesThatItFits() throws IOException {
        set("sets/mine");

        var freeform =
                PipelineSet.of(folder.resolve("sets/mine/freeform_skills.yaml").toString());
        assertThat(freeform.kinds()).containsExactly(LeafKind.FREEFORM_SKILL);
        assertThatThrownBy(() -> freeform.pipeline(LeafKind.KNOWLEDGE))
                .hasMessage("the pipeline freeform_skills is not for knowledge leaves; name a folder that also has"
                        + " knowledge.yaml");

        var any = Files.writeString(folder.resolve("sets/mine/any.yaml"), YAML);
        assertThat(PipelineSet.of(any.toString()).kinds())
                .containsExactlyInAnyOrder(LeafKind.FREEFORM_SKILL, LeafKind.GROUNDED_SKILL);

        Files.writeString(any, YAML.replace("response]", "colour]"));
        assertThatThrownBy(() -> PipelineSet.of(any.toString()))
                .hasMessage(any + ": no block makes the column response, which the rows must end with");
    }

    @Test
    void aFolderMayHaveAnEvaluationOfItsOwn() throws IOException {
        set("mine");
        var ours = PipelineSet.at(folder.resolve("mine")).evaluation().orElseThrow();
        assertThat(ours.digest())
                .isEqualTo(PipelineSet.named("full").evaluation().orElseThrow().digest());

        Files.writeString(
                folder.resolve("mine/mmlu_bench.yaml"),
                YAML.replace("prompt", "knowledge_prompt")
                        .replace("question, response", "mmlubench_question, mmlubench_answer"));
        var own = PipelineSet.at(folder.resolve("mine")).evaluation().orElseThrow();

        assertThat(own.digest()).isNotEqualTo(ours.digest());
        assertThat(PipelineSet.of(folder.resolve("mine/mmlu_bench.yaml").toString())
                        .kinds())
                .isEmpty();
        Files.writeString(folder.resolve("mine/mmlu_bench.yaml"), YAML.replace("prompt", "knowledge_prompt"));
        assertThatThrownBy(() -> PipelineSet.at(folder.resolve("mine"))).hasMessageContaining("mmlubench_answer");
    }

    private void set(String name) throws IOException {
        var set = Files.createDirectories(folder.resolve(name));
        var tags = "start_tags: [\"<q>\", \"<a>\"]\nend_tags: [\"</q>\", \"</a>\"]\n";
        Files.writeString(set.resolve("prompt.yaml"), "generation: \"{{ seed_question }}\"\n" + tags);
        Files.writeString(set.resolve("knowledge_prompt.yaml"), "generation: \"{{ document }}\"\n" + tags);
        for (var file : List.of("freeform_skills.yaml", "grounded_skills.yaml")) {
            Files.writeString(set.resolve(file), YAML);
        }
        Files.writeString(set.resolve("knowledge.yaml"), YAML.replace("prompt.yaml", "knowledge_prompt.yaml"));
    }
}
