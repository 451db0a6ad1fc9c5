package treewarden.sdg.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.LeafKind;
import treewarden.sdg.block.Row;
import treewarden.sdg.pipeline.Pipeline;
import treewarden.sdg.pipeline.PipelineSet;

/** A small pipeline, work for it, and what came of a run. */
abstract class EngineHarness {
    static final EngineLimits LIMITS = new EngineLimits(2, 5_200, 4, 1_000);

    @TempDir
    Path folder;

    Pipeline pipeline;

    /** Two questions to each seed, an answer to each of them, only good ones kept. */
    @BeforeEach
    void writePipeline() throws IOException {
        var yaml = """
                version: "1.0"
                blocks:
                  - name: gen
                    type: LLMBlock
                    config:
                      config_path: gen.yaml
                      output_cols: [question]
                      batch_kwargs: {num_samples: 2}
                    drop_columns: [num_samples]
                    drop_duplicates: [question]
                  - name: respond
                    type: LLMBlock
                    config: {config_path: respond.yaml, output_cols: [response]}
                  - name: vote
                    type: SetToMajorityValueBlock
                    config: {col_name: seed_response}
                  - name: filter
                    type: FilterByValueBlock
                    config: {filter_column: response, filter_value: good, operation: contains}
                """;
        for (var name : List.of("freeform_skills.yaml", "grounded_skills.yaml", "knowledge.yaml")) {
            write(
                    name,
                    name.startsWith("know")
                            ? yaml.replace("gen.yaml", "know.yaml").replace("seed_response", "domain")
                            : yaml);
        }
        write("gen.yaml", "generation: 'ask {{ seed_question }}'\nstart_tags: ['<q>']\nend_tags: ['</q>']\n");
        write("know.yaml", "generation: 'ask {{ document }}'\nstart_tags: ['<q>']\nend_tags: ['</q>']\n");
        write("respond.yaml", "generation: 'answer {{ question }}'\nstart_tags: ['<a>']\nend_tags: ['</a>']\n");
        pipeline = PipelineSet.at(folder).pipeline(LeafKind.FREEFORM_SKILL);
    }

    static String twoQuestions(String prompt) {
        return prompt.startsWith("ask ")
                ? "<q>" + prompt.substring(4) + "a</q><q>" + prompt.substring(4) + "b</q>"
                : "<a>good</a>";
    }

    static String sharedQuestions(String prompt) {
        return prompt.startsWith("ask ") ? "<q>shared</q><q>own " + prompt.substring(4) + "</q>" : "<a>good</a>";
    }

    Pipeline withoutGates() {
        return new Pipeline(
                "test",
                pipeline.steps().stream()
                        .filter(step -> !step.block().name().equals("vote"))
                        .map(step -> new Pipeline.Placed(step.block(), step.dropColumns(), List.of(), null))
                        .toList());
    }

    Work work(String name, int seeds) {
        return new Work(name, pipeline, seeds(seeds));
    }

    static List<Row> seeds(int number) {
        return IntStream.range(0, number).mapToObj(i -> seed(i, "r")).toList();
    }

    static Row seed(int number, String response) {
        return Row.seed(
                number,
                Map.of("task_description", "t", "seed_question", Integer.toString(number), "seed_response", response));
    }

    static Ran run(RuleTeacher teacher, Work... works) {
        var ran = new Ran();
        new Engine(teacher, EngineSettings.of(LIMITS)).run(List.of(works).iterator(), ran, ran);
        return ran;
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** What came of a run. */
    static final class Ran implements Sink, Watch {
        final Map<String, List<Row>> kept = new HashMap<>();
        final Map<String, List<Rejection>> rejected = new HashMap<>();
        final Map<String, WorkSummary> summaries = new HashMap<>();
        final Map<String, List<Integer>> seeds = new HashMap<>();
        final List<Progress> progress = new ArrayList<>();

        @Override
        public void seedDone(Work work, int seed, List<Row> good, List<Rejection> bad) {
            assertThat(summaries).doesNotContainKey(work.name());
            var before = seeds.computeIfAbsent(work.name(), name -> new ArrayList<>());
            assertThat(before).allSatisfy(earlier -> assertThat(earlier).isLessThan(seed));
            before.add(seed);
            assertThat(good)
                    .isSortedAccordingTo(Comparator.comparing(Row::address))
                    .allSatisfy(row -> assertThat(row.address().seed()).isEqualTo(seed));
            assertThat(bad)
                    .isSortedAccordingTo(
                            Comparator.comparing(rejection -> rejection.row().address()))
                    .allSatisfy(rejection ->
                            assertThat(rejection.row().address().seed()).isEqualTo(seed));
            kept.computeIfAbsent(work.name(), name -> new ArrayList<>()).addAll(good);
            rejected.computeIfAbsent(work.name(), name -> new ArrayList<>()).addAll(bad);
        }

        @Override
        public void finished(Work work, WorkSummary summary) {
            assertThat(summaries.put(work.name(), summary)).isNull();
        }

        @Override
        public void progressed(Progress now) {
            progress.add(now);
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        List<Row> rows(String work) {
            var rows = kept.getOrDefault(work, List.of());
            Set<Object> addresses = new HashSet<>();
            assertThat(rows)
                    .allSatisfy(row -> assertThat(addresses.add(row.address())).isTrue());
            return rows;
        }

        List<String> questions(String work) {
            return rows(work).stream()
                    .map(row -> String.valueOf(row.get("question")))
                    .toList();
        }

        List<String> reasons(String work) {
            return rejected.getOrDefault(work, List.of()).stream()
                    .map(rejection -> rejection.block() + ": " + rejection.reason())
                    .toList();
        }

        WorkSummary summary(String work) {
            var summary = summaries.get(work);
            assertThat(summary).isNotNull();
            return Objects.requireNonNull(summary);
        }
    }
}
