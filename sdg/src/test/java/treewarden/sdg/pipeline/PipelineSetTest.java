package treewarden.sdg.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import treewarden.domain.LeafKind;
import treewarden.sdg.block.AskBlock;
import treewarden.sdg.block.BlockTypes;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.block.PipelineSource;
import treewarden.sdg.block.TextFile;

class PipelineSetTest {
    private static final String PROMPT = """
            system: You write.
            generation: "{{ num_samples }} like {{ seed_question }}"
            start_tags: ["[Start of Question]", "[Start of Response]"]
            end_tags: ["[End of Question]", "[End of Response]"]
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(LeafKind.class)
    void whatWeShipIsSound(LeafKind kind) {
        for (var name : PipelineSet.SHIPPED) {
            var pipeline = PipelineSet.named(name).pipeline(kind);

            assertThat(pipeline.name()).startsWith(name + "/");
            assertThat(pipeline.steps()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(LeafKind.class)
    void theFunnelEndsWithWhatIsKept(LeafKind kind) {
        for (var name : PipelineSet.SHIPPED) {
            var words = PipelineSet.named(name).pipeline(kind).steps().stream()
                    .map(step -> String.valueOf(step.words()))
                    .filter(word -> !word.equals("null"))
                    .toList();

            assertThat(words).endsWith("kept");
        }
    }

    @Test
    void aTrialAsksForAboutAsManyRowsAsItIsTold() {
        var full = PipelineSet.named("full");

        assertThat(amounts(full.pipeline(LeafKind.FREEFORM_SKILL))).containsExactly("gen_questions 1 x 30");
        assertThat(amounts(full.pipeline(LeafKind.FREEFORM_SKILL).makingAbout(2)))
                .containsExactly("gen_questions 1 x 2");
        assertThat(amounts(full.pipeline(LeafKind.GROUNDED_SKILL)))
                .containsExactly("gen_contexts 10 x 0", "gen_grounded_questions 1 x 3");
        assertThat(amounts(full.pipeline(LeafKind.GROUNDED_SKILL).makingAbout(2)))
                .containsExactly("gen_grounded_questions 1 x 2");
        assertThat(amounts(full.pipeline(LeafKind.KNOWLEDGE).makingAbout(4))).containsExactly("gen_knowledge 1 x 2");
        assertThat(amounts(full.pipeline(LeafKind.FREEFORM_SKILL).makingAbout(1000)))
                .containsExactly("gen_questions 1 x 30");
        assertThat(amounts(PipelineSet.named("simple")
                        .pipeline(LeafKind.FREEFORM_SKILL)
                        .makingAbout(2)))
                .containsExactly("gen_skill_freeform 2 x 0");
    }

    @Test
    void readsAPipelineAsTheEcosystemWritesIt() throws IOException {
        write("prompt.yaml", PROMPT);
        var yaml = """
                version: "1.0"
                blocks:
                  - name: gen
                    type: LLMBlock
                    config:
                      config_path: prompt.yaml
                      model_id: mistralai/Mixtral-8x7B-Instruct-v0.1
                      model_family: mixtral
                      model_prompt: "<s> [INST] {prompt} [/INST]"
                      output_cols:
                        - question
                        - response
                      gen_kwargs:
                        temperature: 0.7
                        max_tokens: 2048
                      batch_kwargs:
                        num_samples: 30
                    drop_columns:
                      - num_samples
                      - __index_level_0__
                    drop_duplicates:
                      - question
                  - name: filter
                    type: FilterByValueBlock
                    config:
                      filter_column: question
                      filter_value: "?"
                      operation: contains
                datamixing:
                  auxiliary_instructions:
                    spellcheck:
                      - Correct it.
                """;
        write("freeform_skills.yaml", yaml);
        write("grounded_skills.yaml", yaml);
        write("knowledge.yaml", yaml.replace("prompt.yaml", "knowledge_prompt.yaml"));
        write("knowledge_prompt.yaml", PROMPT.replace("seed_question", "document"));

        var set = PipelineSet.of(folder.toString());

        assertThat(set.name()).isEqualTo(folder.getFileName().toString());
        assertThat(set.pipeline(LeafKind.KNOWLEDGE).steps()).hasSize(2);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws IOException {
        write("prompt.yaml", PROMPT);
        write("bad_prompt.yaml", "generation: '{{ nobody }}'\n");

        assertThat(problems("""
                version: "2.0"
                blocks:
                  - name: first
                    type: MagicBlock
                    config: {}
                  - name: second
                    type: LLMBlock
                    colour: green
                    config: {config_path: nowhere.yaml, output_cols: [question], temperature: 1}
                  - name: second
                    type: FilterByValueBlock
                    config: {filter_column: question, filter_value: high, operation: like, convert_dtype: float}
                """))
                .containsExactly(
                        "pipeline.yaml:1: the version is 2.0; this reads version \"1.0\" of the format",
                        "pipeline.yaml:4: block first: the block type \"MagicBlock\" is unknown; known are "
                                + String.join(", ", BlockTypes.names()),
                        "pipeline.yaml:8: block second: the key colour is unknown; known are name, type, config,"
                                + " drop_columns, drop_duplicates, treewarden",
                        "pipeline.yaml:9: block second: nowhere.yaml: there is no such file",
                        "pipeline.yaml:9: block second: the setting temperature is unknown; known are batch_kwargs,"
                                + " config_path, gen_kwargs, model_family, model_id, model_prompt, output_cols,"
                                + " parser_kwargs, treewarden",
                        "pipeline.yaml:12: block second (2): the setting filter_value must be a number, for it is compared as"
                                + " one",
                        "pipeline.yaml:12: block second (2): the setting operation must be one of eq, ne, gt, ge, lt,"
                                + " le, contains, is_, is_not, countOf, and_, or_, xor, sub, mod");
    }

    @Test
    void aMissingColumnAndAnUnknownVariableAreFoundBeforeTheFirstRequest() throws IOException {
        write("prompt.yaml", PROMPT);
        write("bad_prompt.yaml", "generation: '{{ nobody }}'\nstart_tags: [a, '[S]']\nend_tags: [b]\n");

        assertThat(problems("""
                version: "1.0"
                blocks:
                  - name: gen
                    type: LLMBlock
                    config: {config_path: prompt.yaml, output_cols: [question]}
                    drop_columns: [seed_question]
                  - name: combine
                    type: CombineColumnsBlock
                    config: {columns: [context, seed_question], output_col: all}
                    drop_duplicates: [somewhere]
                """))
                .containsExactly(
                        "pipeline.yaml:3: block gen: the prompt prompt.yaml asks for the variable num_samples, which"
                                + " nothing provides; there are seed_question",
                        "pipeline.yaml:7: block combine: it needs the column context, which no earlier block makes; there"
                                + " are question",
                        "pipeline.yaml:7: block combine: it needs the column seed_question, which no earlier block makes;"
                                + " there are question",
                        "pipeline.yaml:7: block combine: drop_duplicates names the column somewhere, which there is not;"
                                + " there are question, all",
                        "pipeline.yaml: no block makes the column response, which the rows must end with");
        assertThat(problems("""
                version: "1.0"
                blocks:
                  - name: gen
                    type: LLMBlock
                    config: {config_path: bad_prompt.yaml, output_cols: [question, response]}
                    treewarden:
                      judge: {score: rating, scale: [3, 1]}
                """))
                .containsExactly(
                        "pipeline.yaml:7: block gen: the judge's column rating is none of its output columns",
                        "pipeline.yaml:7: block gen: the setting treewarden.judge.scale must be two numbers, or words from"
                                + " the worst to the best",
                        "pipeline.yaml:3: block gen: the prompt bad_prompt.yaml has no start tag and end tag for the"
                                + " output column response");
    }

    @Test
    void anExpressionNeedsAGroupForEachColumn() throws IOException {
        write("prompt.yaml", PROMPT);

        assertThat(problems("""
                version: "1.0"
                blocks:
                  - name: gen
                    type: LLMBlock
                    config:
                      config_path: prompt.yaml
                      output_cols: [question, response]
                      parser_kwargs: {parser_name: custom, parsing_pattern: "([a-z]+"}
                """))
                .first()
                .asString()
                .startsWith("pipeline.yaml:8: block gen: the setting parser_kwargs.parsing_pattern must be a regular"
                        + " expression: Unclosed group");
    }

    @Test
    void whatIsNoPipelineIsRefused() throws IOException {
        assertThat(problems("version: '1.0'\n")).containsExactly("pipeline.yaml: there are no blocks");
        assertThat(problems("version: '1.0'\nblocks: [1]\n")).containsExactly("pipeline.yaml:2: block 1 is no mapping");
        assertThat(problems("just text")).containsExactly("pipeline.yaml: the file must hold a mapping");
        assertThat(problems("a: [")).first().asString().startsWith("pipeline.yaml:1: ");
        assertThatThrownBy(() -> PipelineSet.named("huge"))
                .isInstanceOf(PipelineException.class)
                .hasMessage(
                        "there is no pipeline set huge; there are full, simple, or name a pipeline file or a folder with"
                                + " freeform_skills.yaml, grounded_skills.yaml and knowledge.yaml");
        assertThatThrownBy(() -> PipelineSet.at(folder.resolve("nowhere"))).hasMessageContaining("no such folder");
        assertThatThrownBy(() -> PipelineSet.at(folder))
                .hasMessageContaining("knowledge.yaml: there is no such file")
                .hasMessageContaining("grounded_skills.yaml: there is no such file");
    }

    private static List<String> amounts(Pipeline pipeline) {
        return pipeline.steps().stream()
                .map(Pipeline.Placed::block)
                .filter(AskBlock.class::isInstance)
                .map(AskBlock.class::cast)
                .filter(block -> block.amounts().isMany())
                .map(block -> block.name() + " " + block.amounts().answers() + " x "
                        + block.amounts().items())
                .toList();
    }

    /** The problems of this pipeline, with the folder left out. */
    private List<String> problems(String yaml) throws IOException {
        var file = write("pipeline.yaml", yaml);
        try {
            ReadPipeline.read(
                    "test",
                    new PipelineSource(TextFile.onDisk(file), PipelineOptions.USUAL),
                    Set.of("seed_question"),
                    new TreeSet<>(Set.of("question", "response")));
            return List.of();
        } catch (PipelineException e) {
            return String.valueOf(e.getMessage())
                    .replace(folder + "/", "")
                    .lines()
                    .toList();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
