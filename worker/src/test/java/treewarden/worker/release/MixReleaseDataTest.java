package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.Usage;
import treewarden.domain.release.KeptOut;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Phase;
import treewarden.domain.release.StageReport.Source;
import treewarden.domain.release.Withdrawal;
import treewarden.worker.hub.HashFolder;

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
    private PhaseData phases = PhaseData.USUAL;

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
                        gaveUp -> assertThat(gaveUp.why()).startsWith("no row is left to train on: 1 come too near"));
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

    @Test
    void aPhaseOfOnesOwnLearnsFromSeveralThings() throws IOException {
        phases = phases(
                "short",
                List.of("knowledge"),
                "foundations",
                List.of(
                        "knowledge",
                        own(row("a", "How far is it to Riga?") + row("b", "How far is it to Oslo?")) + "=1"),
                "skills",
                List.of("skills"));

        var end = mix(KNOWLEDGE, CLEAN, SKILLS, CLEAN + CLEAN);

        assertThat(end).isInstanceOfSatisfying(StageEnd.Done.class, done -> {
            assertThat(done.words()).isEqualTo("1 rows for short, 2 for foundations, 2 for skills");
            assertThat(((Mixed) done.report()).phases())
                    .containsExactly(
                            new Phase("short", 1, List.of(new Source("knowledge", Digest.of(CLEAN)))),
                            new Phase(
                                    "foundations",
                                    2,
                                    List.of(
                                            new Source("knowledge", Digest.of(CLEAN)),
                                            new Source(
                                                    "own-1.jsonl=1", HashFolder.digest(home.resolve("own-1.jsonl"))))),
                            new Phase("skills", 2, List.of(new Source("skills", Digest.of(CLEAN + CLEAN)))));
            assertThat(((Mixed) done.report()).files())
                    .containsOnlyKeys("short.jsonl", "foundations.jsonl", "skills.jsonl");
        });
        assertThat(mixed("short.jsonl")).as("one mix as it is").hasContent(CLEAN.strip());
        assertThat(Files.readString(mixed("foundations.jsonl")))
                .contains("lighthouse keeper")
                .containsAnyOf("Riga", "Oslo")
                .contains("\"role\":\"system\"");
    }

    @Test
    void noPhaseLearnsARowThatHoldsAQuestionOfTheEvaluationWhereverItIsFrom() throws IOException {
        var clean = row("own", "What does a cooper make on a rainy Tuesday in the old town?");
        var file = own(clean + row("theirs", heldOut));
        phases = phases("first", List.of(file), "second", List.of("skills", file + "=3.0"), "third", List.of("skills"));

        var end = mix(SKILLS, CLEAN + row("copied", heldOut));

        assertThat(end).isInstanceOfSatisfying(StageEnd.Done.class, done -> {
            assertThat(((Mixed) done.report()).dropped()).isEqualTo(2);
            assertThat(((Mixed) done.report()).phases())
                    .extracting(Phase::name, Phase::rows)
                    .containsExactly(tuple("first", 1L), tuple("second", 4L), tuple("third", 1L));
        });
        for (var name : List.of("first.jsonl", "second.jsonl", "third.jsonl")) {
            assertThat(Files.readString(mixed(name))).as(name).doesNotContain(heldOut);
        }
    }

    @Test
    void otherPhasesAreAnotherInputOfTheTraining() throws IOException {
        var file = own(row("a", "How far is it to Riga?"));
        var inputs = new HashSet<String>();
        for (var each : List.of(
                phases("skills", List.of("skills")),
                phases("all", List.of("skills")),
                phases("skills", List.of("skills", file)),
                phases("skills", List.of("skills", file + "=2.0")),
                phases("skills", List.of("skills"), "more", List.of(file)))) {
            phases = each;
            inputs.add(((StageEnd.Done) mix(SKILLS, CLEAN)).report().toString());
        }

        assertThat(inputs).hasSize(5);
    }

    @Test
    void aFileOfOnesOwnThatChangedIsAnotherInputThoughTheSameRowsAreDrawn() throws IOException {
        var twice = row("a", "How far is it to Riga?") + row("b", "How far is it to Oslo?");
        var file = own(twice);
        phases = phases("skills", List.of("skills", file + "=1"));
        var first = (Mixed) ((StageEnd.Done) mix(SKILLS, CLEAN)).report();
        Files.writeString(Path.of(file), twice + "\n");
        var second = (Mixed) ((StageEnd.Done) mix(SKILLS, CLEAN)).report();

        assertThat(second.files()).isEqualTo(first.files());
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void aPhaseWhoseRowsAreAllLeftOutIsNone() throws IOException {
        phases = phases("early", List.of("knowledge"), "late", List.of("skills"));

        var end = mix(KNOWLEDGE, row("copied", heldOut), SKILLS, CLEAN);

        assertThat(end).isInstanceOfSatisfying(StageEnd.Done.class, done -> {
            assertThat(((Mixed) done.report()).files()).containsOnlyKeys("late.jsonl");
            assertThat(done.words()).startsWith("0 rows for early, 1 for late, 1 left out");
        });
        assertThat(mixed("early.jsonl")).doesNotExist();
    }

    @Test
    void phasesAreMixedTheSameTwiceAndLeaveNothingElse() throws IOException {
        phases = phases("all", List.of("skills", own(row("a", "How far is it to Riga?"))));

        var first = (StageEnd.Done) mix(SKILLS, CLEAN);
        var second = (StageEnd.Done) stage().run(bench.at(ReleaseStage.MIX));

        assertThat(second.report()).isEqualTo(first.report());
        try (var files = Files.list(bench.folders.of(Bench.ID, ReleaseStage.MIX))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("all.jsonl");
        }
    }

    @Test
    void aFileOfOnesOwnThatIsGoneOrMalformedIsNamedWithItsKey() throws IOException {
        var file = own("{\"messages\": 1}\n");
        phases = phases(
                "all", List.of("skills", file, home.resolve("nowhere.jsonl").toString()));

        assertThat(phases.problems())
                .containsExactly(
                        "`data` of the phase `all` in `releases.recipe.phases`: " + file
                                + ":1: messages must be a list of"
                                + " at most 1000 objects with a role and a content, which other formats have to be turned"
                                + " into; mend the line or take it out",
                        "`data` of the phase `all` in `releases.recipe.phases`: " + home.resolve("nowhere.jsonl")
                                + ": there is no such file here; mend the path, or take the entry out");
        assertThat(mix(SKILLS, CLEAN))
                .isInstanceOfSatisfying(
                        StageEnd.Failed.class,
                        failed -> assertThat(failed.why())
                                .isEqualTo("`releases.recipe.phases`: " + home.resolve("nowhere.jsonl")
                                        + ": there is no such file; mend the path, or take the entry out"));
        var generate = new GenerateReleaseData(
                new HoldBack(bench.artifacts),
                name -> {
                    throw new AssertionError("the teacher must not be asked before");
                },
                phases);
        assertThat(generate.run(bench.at(ReleaseStage.GENERATE)))
                .isInstanceOfSatisfying(
                        StageEnd.Failed.class,
                        failed -> assertThat(failed.why()).contains("nowhere.jsonl: there is no such file here"));
    }

    /** A file of the operator's own; its path. */
    private String own(String rows) throws IOException {
        try (var files = Files.list(home)) {
            long number =
                    1 + files.filter(file -> file.toString().endsWith(".jsonl")).count();
            return Files.writeString(home.resolve("own-" + number + ".jsonl"), rows)
                    .toString();
        }
    }

    private Path mixed(String name) {
        return bench.folders.of(Bench.ID, ReleaseStage.MIX).resolve(name);
    }

    /** Names, each with what the phase learns from. */
    @SuppressWarnings("unchecked")
    private static PhaseData phases(Object... namesAndData) {
        var phases = new LinkedHashMap<String, List<Datum>>();
        for (int i = 0; i < namesAndData.length; i += 2) {
            phases.put(
                    (String) namesAndData[i],
                    ((List<String>) namesAndData[i + 1])
                            .stream()
                                    .map(written -> Datum.read(written, Path::of))
                                    .toList());
        }
        return new PhaseData(phases);
    }

    private MixReleaseData stage() {
        return new MixReleaseData(new HoldBack(bench.artifacts), regression, phases);
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
