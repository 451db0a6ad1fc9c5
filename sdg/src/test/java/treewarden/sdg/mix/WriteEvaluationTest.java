package treewarden.sdg.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.sdg.mix.MixHarness.SEALS;
import static treewarden.sdg.mix.MixHarness.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.sdg.data.DataRow;
import treewarden.sdg.data.Origin;
import treewarden.sdg.data.Passage;

class WriteEvaluationTest {
    private static final String CHOICES = "\nA) Fish\nB) Bread\nC) Grass\nD) Stones";

    @TempDir
    Path folder;

    private static DataRow question(String question, String answer) {
        return DataRow.of(
                new Origin(SEALS, 0, new Passage("seals.md", 0, Digest.of("seals"))),
                Map.of("mmlubench_question", question, "mmlubench_answer", answer, "domain", "zoology"),
                null);
    }

    private Path mix(MixSettings settings, DataRow... questions) {
        var harness = new MixHarness(folder);
        var out = folder.resolve("out");
        new MixData(settings)
                .mix(List.of(harness.withEvaluation(harness.knowledge(SEALS, 1), List.of(questions))), out);
        return out;
    }

    @Test
    void aQuestionWithFourChoicesBecomesARowWithTheNumberOfTheRightOne() {
        var out = mix(
                MixHarness.settings(),
                question("What do seals eat?" + CHOICES, "B) Bread"),
                question("And what more?" + CHOICES, "C)"),
                question("Asked twice?" + CHOICES, "D) Stones, of course"),
                question("Asked twice?" + CHOICES, "A)"));
        var rows = read(out.resolve("node_datasets_run1/mmlubench_knowledge_animals_seals.jsonl"));
        assertThat(rows).extracting(row -> row.get("answer").asInt()).containsExactly(1, 2, 3);
        assertThat(rows.get(0).get("question").asText()).isEqualTo("What do seals eat?");
        assertThat(rows.get(0).get("choices").toString()).isEqualTo("[\"Fish\",\"Bread\",\"Grass\",\"Stones\"]");
        assertThat(rows.get(0).get("subject").asText()).isEqualTo("zoology");
        assertThat(rows.get(0).get("dataset_type").asText()).isEqualTo("mcq_qa");
    }

    @Test
    void whatIsNoQuestionWithFourChoicesIsLeftOutAndALeafWithoutAnyHasNoTask() {
        var out = mix(
                MixHarness.settings(),
                question("Three?\nA) Fish\nB) Bread\nC) Grass", "A)"),
                question("Five?" + CHOICES + "\nE) Sand", "A)"),
                question("In disorder?\nA) Fish\nC) Bread\nB) Grass\nD) Stones", "A)"),
                question("Twice the same?\nA) Fish\nB) Fish\nC) Grass\nD) Stones", "A)"),
                question("No such answer?" + CHOICES, "E)"),
                question("No answer?" + CHOICES, "Fish"),
                question(CHOICES, "A)"));
        assertThat(MixHarness.contents(out).keySet()).noneMatch(name -> name.contains("mmlu") || name.contains("task"));
    }

    @Test
    void theTaskNamesItsDataFromTheOutputFolder() throws IOException {
        var out = mix(MixHarness.settings(), question("What do seals eat?" + CHOICES, "A) Fish"));
        assertThat(Files.readString(out.resolve("node_datasets_run1/knowledge_animals_seals_task.yaml")))
                .isEqualTo("""
                        task: knowledge_animals_seals
                        tag: mmlu_pr
                        dataset_path: json
                        dataset_name: null
                        dataset_kwargs:
                          data_files:
                            test: node_datasets_run1/mmlubench_knowledge_animals_seals.jsonl
                        test_split: test
                        output_type: multiple_choice
                        doc_to_text: |-
                          {{question.strip()}}
                          A. {{choices[0]}}
                          B. {{choices[1]}}
                          C. {{choices[2]}}
                          D. {{choices[3]}}
                          Answer:
                        doc_to_choice: '{{[choices[0], choices[1], choices[2], choices[3]]}}'
                        doc_to_target: '{{answer}}'
                        metric_list:
                        - metric: acc
                          aggregation: mean
                          higher_is_better: true
                        """);
    }

    @Test
    void theTaskNamesItsDataWithTheWholePathWhereThatIsAskedFor() throws IOException {
        var out = mix(
                MixHarness.settings().withTaskFiles(MixSettings.TaskFiles.ABSOLUTE),
                question("What do seals eat?" + CHOICES, "A) Fish"));
        assertThat(Files.readString(out.resolve("node_datasets_run1/knowledge_animals_seals_task.yaml")))
                .contains("test: " + out.toAbsolutePath().resolve("node_datasets_run1"));
    }
}
