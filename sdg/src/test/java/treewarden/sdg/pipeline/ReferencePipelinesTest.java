package treewarden.sdg.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import treewarden.domain.LeafKind;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;

/**
 * The pipelines of InstructLab's own generator, unchanged. They are not ours to ship: give the folder {@code
 * instructlab/sdg} of its package by the system property {@code treewarden.reference}.
 */
class ReferencePipelinesTest {
    private static final Path REFERENCE = Path.of(System.getProperty("treewarden.reference", "none"));

    record Case(String set, LeafKind kind) {}

    static List<Case> cases() {
        return List.of("full", "simple", "llama").stream()
                .flatMap(set -> Arrays.stream(LeafKind.values()).map(kind -> new Case(set, kind)))
                .toList();
    }

    @BeforeEach
    void isThere() {
        assumeThat(Files.isDirectory(REFERENCE.resolve("pipelines"))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runs(Case one) {
        var set = PipelineSet.at(REFERENCE.resolve("pipelines").resolve(one.set()));

        assertThat(set.warnings()).isEmpty();
        try (var server = StandInTeacher.start(TeacherOptions.defaults())) {
            var ran = Ran.with(server, set.pipeline(one.kind()), one.kind());

            assertThat(ran.kept)
                    .as(() -> String.join("\n", ran.reasons()))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(row.columns()).containsKeys("question", "response"));
            assertThat(ran.reasons()).noneMatch(reason -> reason.contains("cannot work on it"));
        }
    }

    @Test
    void evaluates() {
        var set = PipelineSet.of(
                REFERENCE.resolve("pipelines/eval/mmlu_bench.yaml").toString());

        try (var server = StandInTeacher.start(TeacherOptions.defaults())) {
            var ran = Ran.with(server, set.evaluation().orElseThrow(), LeafKind.KNOWLEDGE);

            assertThat(ran.kept)
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(MultipleChoice.of(
                                    String.valueOf(row.get("mmlubench_question")),
                                    String.valueOf(row.get("mmlubench_answer"))))
                            .isPresent());
        }
    }

    @Test
    void itsInstructionsForDocumentsAreRead() {
        var pipelines = REFERENCE.resolve("pipelines");

        assertThat(PipelineSet.at(pipelines.resolve("full"))
                        .pipeline(LeafKind.KNOWLEDGE)
                        .auxiliary())
                .containsOnlyKeys("spellcheck");
        assertThat(PipelineSet.at(pipelines.resolve("llama"))
                        .pipeline(LeafKind.KNOWLEDGE)
                        .auxiliary())
                .containsOnlyKeys("summary_detailed", "summary_extractive", "summary_atomic_facts")
                .allSatisfy((kind, phrasings) -> assertThat(phrasings).hasSize(10));
    }
}
