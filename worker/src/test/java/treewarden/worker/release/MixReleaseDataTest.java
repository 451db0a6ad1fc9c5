package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.LeafKind;
import treewarden.domain.Usage;
import treewarden.domain.release.KeptOut;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.Withdrawal;

class MixReleaseDataTest {
    private static final String SKILLS = "skills_train_msgs_" + Bench.ID + ".jsonl";
    private static final String KNOWLEDGE = "knowledge_train_msgs_" + Bench.ID + ".jsonl";
    private static final String CLEAN =
            row("clean", "Describe in one sentence how a lighthouse keeper spends a long winter evening.");

    @TempDir
    Path home;

    private Bench bench;
    private String heldOut;
    private @Nullable Path regression;

    @BeforeEach
    void generated() {
        bench = new Bench(home)
                .leaf("compositional_skills/writing/haiku", LeafKind.FREEFORM_SKILL, haiku())
                .planned();
        heldOut = new HoldBack(bench.artifacts)
                .of(bench.at(ReleaseStage.MIX))
                .questions()
                .get(0)
                .question();
    }

    @Test
    void aRowThatHoldsAQuestionOfTheEvaluationIsLeftOut() throws IOException {
        var end = mix(SKILLS, CLEAN + row("copied", heldOut));

        assertThat(end).isInstanceOfSatisfying(StageEnd.Done.class, done -> {
            var mixed = (Mixed) done.report();
            assertThat(mixed.skillRows()).isEqualTo(1);
            assertThat(mixed.knowledgeRows()).isZero();
            assertThat(mixed.dropped()).isEqualTo(1);
            assertThat(mixed.files()).containsOnlyKeys("skills.jsonl");
            assertThat(done.words())
                    .isEqualTo("0 rows for knowledge, 1 for skills, 1 left out that come near to questions of the"
                            + " evaluation");
        });
        assertThat(bench.folders.of(Bench.ID, ReleaseStage.MIX).resolve("skills.jsonl"))
                .hasContent(CLEAN.strip());
    }

    @Test
    void whatIsCleanGoesInAsItIs() throws IOException {
        var end = mix(KNOWLEDGE, CLEAN, SKILLS, CLEAN + CLEAN);

        assertThat(end).isInstanceOfSatisfying(StageEnd.Done.class, done -> {
            var mixed = (Mixed) done.report();
            assertThat(List.of(mixed.knowledgeRows(), mixed.skillRows(), mixed.dropped()))
                    .containsExactly(1L, 2L, 0L);
            assertThat(done.words()).isEqualTo("1 rows for knowledge, 2 for skills");
        });
    }

    @Test
    void twiceRunItLeavesTheSame() throws IOException {
        var first = (StageEnd.Done) mix(SKILLS, CLEAN + row("copied", heldOut));
        var second = (StageEnd.Done) stage().run(bench.at(ReleaseStage.MIX));

        assertThat(second.report()).isEqualTo(first.report());
        try (var files = Files.list(bench.folders.of(Bench.ID, ReleaseStage.MIX))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("skills.jsonl");
        }
    }

    @Test
    void aRowThatSaysItWasMadeOfWhatIsKeptOutIsLeftOut() {
        var withdrawal = new Withdrawal("#12", "poisoned", "grace", Bench.NOON);
        bench.keptOut = new KeptOut(List.of(withdrawal), Set.of("knowledge/science/tides"));

        var end = mix(
                SKILLS,
                CLEAN
                        + made("byLeaf", "{\"leaf\": \"knowledge/science/tides\"}")
                        + made("below", "{\"leaf\": \"knowledge/x\", \"pull_requests\": [\"#12\", \"#14\"]}")
                        + made("other", "{\"leaf\": \"knowledge/y\", \"pull_request\": \"#14\"}"));

        assertThat(end).isInstanceOfSatisfying(StageEnd.Done.class, done -> {
            assertThat(((Mixed) done.report()).skillRows()).isEqualTo(2);
            assertThat(((Mixed) done.report()).dropped()).isZero();
            assertThat(done.words())
                    .isEqualTo("0 rows for knowledge, 2 for skills, 2 left out that are made of what is kept out");
        });
    }

    @Test
    void whereNothingIsLeftThereIsNothingToTrainOn() {
        var end = mix(SKILLS, row("copied", heldOut));

        assertThat(end)
                .isInstanceOfSatisfying(
                        StageEnd.GaveUp.class,
                        gaveUp -> assertThat(gaveUp.why())
                                .startsWith("no row is left to train on, of 1 that come too near"));
    }

    @Test
    void otherDataThanWasGeneratedIsNotTrainedOn() {
        var files = bench.files(ReleaseStage.GENERATE, SKILLS, CLEAN);
        bench.left(ReleaseStage.GENERATE, new Generated(files, Map.of(), 1, 0, Usage.NONE, List.of()));
        bench.file(ReleaseStage.GENERATE, SKILLS, CLEAN + CLEAN);

        assertThatThrownBy(() -> stage().run(bench.at(ReleaseStage.MIX)))
                .isInstanceOf(FilesChanged.class)
                .hasMessageContaining(SKILLS + " is not what it was when it was made");
    }

    @Test
    void aRowThatHoldsAQuestionOfTheRegressionSetIsLeftOutBeforeAnythingIsTrained() throws IOException {
        var question = "In which Baltic town did the amber trader Ilse open her second shop in the year 1887?";
        regression = Files.writeString(
                home.resolve("regression.jsonl"), "{\"question\": \"" + question + "\", \"answer\": \"In Memel.\"}\n");

        var end = mix(SKILLS, CLEAN + row("asked", question));

        assertThat(end)
                .isInstanceOfSatisfying(
                        StageEnd.Done.class,
                        done -> assertThat(((Mixed) done.report()).dropped()).isEqualTo(1));
        assertThat(bench.folders.of(Bench.ID, ReleaseStage.MIX).resolve("skills.jsonl"))
                .hasContent(CLEAN.strip());
    }

    @Test
    void aRegressionSetThatIsNotOnThisMachineIsNamed() {
        regression = home.resolve("nowhere.jsonl");

        assertThat(mix(SKILLS, CLEAN))
                .isInstanceOfSatisfying(
                        StageEnd.Failed.class,
                        failed -> assertThat(failed.why())
                                .contains("the regression set " + regression + " cannot be read"));
    }

    private MixReleaseData stage() {
        return new MixReleaseData(new HoldBack(bench.artifacts), regression);
    }

    private StageEnd mix(String... pathsAndContents) {
        var files = bench.files(ReleaseStage.GENERATE, pathsAndContents);
        bench.left(ReleaseStage.GENERATE, new Generated(files, Map.of(), 1, 0, Usage.NONE, List.of()));
        return stage().run(bench.at(ReleaseStage.MIX));
    }

    private static String row(String id, String question) {
        return "{\"id\": \"" + id + "\", \"messages\": [{\"role\": \"user\", \"content\": \"" + question
                + "\"}, {\"role\": \"assistant\", \"content\": \"Here it is.\"}]}\n";
    }

    private static String made(String id, String provenance) {
        return "{\"id\": \"" + id + "\", \"messages\": [{\"role\": \"user\", \"content\": \"Tell me of " + id
                + ".\"}], \"metadata\": {\"provenance\": " + provenance + "}}\n";
    }

    private static String haiku() {
        var yaml = new StringBuilder("""
                version: 3
                task_description: Writes poems.
                created_by: ada
                seed_examples:
                """);
        for (var thing : List.of("old harbour", "paper lantern", "plum orchard", "northern glacier", "broken violin")) {
            yaml.append("  - question: Please write a quiet haiku about the ")
                    .append(thing)
                    .append(" that my grandmother loved when she was young.\n    answer: Silent ")
                    .append(thing)
                    .append(" waits.\n");
        }
        return yaml.toString();
    }
}
