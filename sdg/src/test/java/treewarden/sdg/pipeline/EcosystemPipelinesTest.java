package treewarden.sdg.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.LeafKind;
import treewarden.sdg.block.Row;
import treewarden.sdg.engine.RuleTeacher;

/** Pipelines in the manner of the ecosystem, with what its files make use of, run from seeds to rows. */
class EcosystemPipelinesTest {
    private static final String ONE_COLUMN = """
            system: You help.
            introduction: Write a pair.
            principles: ""
            examples: ""
            generation: "About {{document}}"
            start_tags: [""]
            end_tags: [""]
            """;

    @TempDir
    Path folder;

    @Test
    void questionAndAnswerInOneColumnAreToldApart() throws IOException {
        write("prompt.yaml", ONE_COLUMN);
        var pipeline = knowledge("""
                version: "1.0"
                blocks:
                  - name: gen_knowledge
                    type: LLMBlock
                    config:
                      config_path: prompt.yaml
                      output_cols:
                      - output
                      gen_kwargs: {max_tokens: "2048", temperature: "0.7", n: scaled, extra_body: {top_k: 5}}
                    drop_duplicates:
                    - output
                """);

        var teacher = RuleTeacher.saying(prompt -> "What do seals eat? They eat fish.");
        var ran = Ran.with(teacher, pipeline, Ran.seeds(LeafKind.KNOWLEDGE));

        assertThat(ran.kept).hasSize(1).allSatisfy(row -> {
            assertThat(row.get("question")).isEqualTo("What do seals eat?");
            assertThat(row.get("response")).isEqualTo("They eat fish.");
        });
        assertThat(teacher.asked()).hasSize(60).allSatisfy(ask -> {
            assertThat(ask.sampling().temperature()).isEqualTo(0.7);
            assertThat(ask.sampling().maxTokens()).isEqualTo(2048);
            assertThat(ask.sampling().others()).containsOnlyKeys("top_k");
        });
    }

    @Test
    void documentsAreSummarisedFlattenedAndAskedAboutWithAPatternOfPythons() throws IOException {
        write("summary.yaml", ONE_COLUMN.replace("a pair", "a summary"));
        write("questions.yaml", ONE_COLUMN.replace("a pair", "questions"));
        var pipeline = knowledge("""
                version: "1.0"
                blocks:
                  - name: copy
                    type: DuplicateColumnsBlock
                    config: {columns_map: {document: base_document}}
                  - name: summarise
                    type: LLMBlock
                    config: {config_path: summary.yaml, output_cols: [summary_short], gen_kwargs: {max_tokens: 512}}
                  - name: melt
                    type: FlattenColumnsBlock
                    config: {var_cols: [summary_short, base_document], value_name: text, var_name: dataset_type}
                  - name: rename
                    type: RenameColumnsBlock
                    config: {columns_map: {document: raw_document, text: document}}
                  - name: ask
                    type: LLMBlock
                    config:
                      config_path: questions.yaml
                      output_cols: [question, response]
                      batch_kwargs: {batched: true}
                      parser_kwargs:
                        parser_name: custom
                        parsing_pattern: '\\[(?:Question|QUESTION)\\]\\s*(.*?)\\s*\\[(?:Answer|ANSWER)\\]\\s*(.*?)\\s*(?=\\[(?:Question|QUESTION)\\]|$)'
                        parser_cleanup_tags: ["[END]"]
                  - name: filter
                    type: FilterByValueBlock
                    config: {filter_column: response, filter_value: [fish, milk], operation: __contains__}
                  - name: filter
                    type: FilterByValueBlock
                    config: {filter_column: domain, filter_value: "", operation: ne}
                    drop_columns: [domain, __index_level_0__]
                datamixing:
                  auxiliary_instructions:
                    summary_short: [Summarise it., Say it in short.]
                """);
        assertThat(pipeline.auxiliary()).containsEntry("summary_short", List.of("Summarise it.", "Say it in short."));

        var ran = Ran.with(
                RuleTeacher.saying(
                        prompt -> prompt.contains("a summary")
                                ? "Seals."
                                : "[QUESTION]\nWhat do they eat?\n[ANSWER]\nSmall fish.\n[END]\n[Question] Where? [Answer] There."),
                pipeline,
                Ran.seeds(LeafKind.KNOWLEDGE).subList(0, 1));

        assertThat(ran.kept)
                .extracting(row -> row.get("dataset_type"))
                .containsExactly("summary_short", "base_document");
        assertThat(ran.kept).allSatisfy(row -> {
            assertThat(row.get("response")).isEqualTo("Small fish.");
            assertThat(row.columns()).doesNotContainKey("domain").containsKey("raw_document");
        });
        assertThat(ran.reasons())
                .containsOnly("filter: response is \"There.\", and must be something with fish or milk");
        assertThat(pipeline.steps()).extracting(step -> step.block().name()).endsWith("filter", "filter (2)");
    }

    @Test
    void promptsAreChosenPopulatedAndRepeated() throws IOException {
        write("maths.yaml", tagged("Count {{ hint }} for {{ seed_question }}", "question"));
        write("other.yaml", tagged("Tell {{ hint }} for {{ seed_question }}{{ more | default('') }}", "question"));
        write("texts/maths_v2.yaml", "hint: slowly\n");
        write("texts/other_v2.yaml", "hint: quickly\nunused: [1]\n");
        var pipeline = freeform("""
                version: "1.0"
                blocks:
                  - name: populate
                    type: SamplePopulatorBlock
                    config: {config_paths: [texts/maths.yaml, texts/other.yaml], column_name: task_description, post_fix: v2}
                  - name: ask
                    type: IterBlock
                    config:
                      num_iters: 3
                      block_type: ConditionalLLMBlock
                      config_paths: [[maths.yaml, maths], [other.yaml, other]]
                      selector_column_name: task_description
                      output_cols: [question]
                      gen_kwargs: {n: 2, temperature: 0.5}
                  - name: copy
                    type: CombineColumnsBlock
                    config: {columns: [hint, question], output_col: messages, separator: ": "}
                  - name: answer
                    type: LLMMessagesBlock
                    config: {input_col: messages, output_col: response, gen_kwargs: {max_tokens: 64}}
                  - name: vote
                    type: SetToMajorityValueBlock
                    config: {col_name: hint}
                  - name: choose
                    type: SelectorBlock
                    config: {choice_map: {slowly: response, quickly: question}, choice_col: hint, output_col: chosen}
                """);
        var teacher = RuleTeacher.saying(prompt -> prompt.startsWith("slowly: ") || prompt.startsWith("quickly: ")
                ? "It is " + prompt
                : "<o>" + prompt + "</o>");

        var ran = Ran.with(
                teacher, pipeline, List.of(seed(0, "maths"), seed(1, "maths"), seed(2, "other"), seed(3, "none")));

        assertThat(ran.kept).hasSize(18).allSatisfy(row -> {
            assertThat(row.get("hint")).isEqualTo("slowly");
            assertThat(row.get("chosen")).isEqualTo(row.get("response"));
        });
        assertThat(ran.kept)
                .extracting(row -> row.get("question"))
                .contains("Tell quickly for q2", "Count slowly for q0");
        assertThat(teacher.asked().stream()
                        .filter(ask -> ask.prompt().user().equals("Count slowly for q0"))
                        .map(ask -> ask.sampling().seed()))
                .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(ran.reasons()).containsExactly("populate: there is no file for \"none\", only for maths, other");
    }

    @Test
    void aNewerMinorVersionAndUnknownKeysAreWarningsOnly() throws IOException {
        write("prompt.yaml", ONE_COLUMN);
        var pipeline = knowledge("""
                version: "1.3"
                metadata: {author: somebody}
                blocks:
                  - name: gen
                    type: LLMLogProbBlock
                    config: {config_path: prompt.yaml, output_cols: [output], model_prompt: "{{ prompt }} Be brief."}
                """);

        assertThat(pipeline.about().warnings())
                .containsExactly(
                        folder.resolve("knowledge.yaml")
                                + ": its version is 1.3, newer than the 1.0 that this reads; what"
                                + " is new in it was left out of account",
                        folder.resolve("knowledge.yaml")
                                + ": the key metadata is not known and was left out of account");
        var teacher = RuleTeacher.saying(prompt -> "Why? So.");
        Ran.with(teacher, pipeline, Ran.seeds(LeafKind.KNOWLEDGE));
        assertThat(teacher.asked())
                .allSatisfy(ask ->
                        assertThat(ask.prompt().user()).startsWith("You help.").endsWith(" Be brief."));
    }

    @Test
    void theSignsOfAChatTemplateAreLeftToTheServer() throws IOException {
        write("prompt.yaml", ONE_COLUMN);
        for (var template :
                List.of("<s> [INST] {{ prompt }} [/INST]", "{{ messages[0].content }}", "", "[INST] {prompt}")) {
            var pipeline = knowledge("""
                    version: "1.0"
                    blocks:
                      - name: gen
                        type: LLMBlock
                        config:
                          config_path: prompt.yaml
                          output_cols: [output]
                          model_prompt: "TEMPLATE"
                    """.replace("TEMPLATE", template));
            var teacher = RuleTeacher.saying(prompt -> "Why? So.");

            Ran.with(teacher, pipeline, Ran.seeds(LeafKind.KNOWLEDGE));

            assertThat(teacher.asked()).allSatisfy(ask -> {
                assertThat(ask.prompt().system()).isEqualTo("You help.");
                assertThat(ask.prompt().user()).startsWith("Write a pair.").doesNotContain("INST");
            });
        }
    }

    private static Row seed(int number, String task) {
        return Row.seed(
                number,
                java.util.Map.of("task_description", task, "seed_question", "q" + number, "seed_response", "r"));
    }

    private static String tagged(String generation, String column) {
        return "generation: \"" + generation + "\"\nstart_tags: [\"<o>\"]\nend_tags: [\"</o>\"]\n# " + column + "\n";
    }

    private Pipeline knowledge(String yaml) throws IOException {
        return only("knowledge.yaml", LeafKind.KNOWLEDGE, yaml);
    }

    private Pipeline freeform(String yaml) throws IOException {
        return only("freeform_skills.yaml", LeafKind.FREEFORM_SKILL, yaml);
    }

    private Pipeline only(String name, LeafKind kind, String yaml) throws IOException {
        write(name, yaml);
        var set = PipelineSet.of(folder.resolve(name).toString());
        assertThat(set.kinds()).isEqualTo(Set.of(kind));
        return set.pipeline(kind);
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
