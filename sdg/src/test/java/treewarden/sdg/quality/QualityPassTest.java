package treewarden.sdg.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Funnel;
import treewarden.domain.Leaf;
import treewarden.sdg.data.DataRow;

/** The rows of a run, one after the other. */
class QualityPassTest {
    @TempDir
    private Path folder;

    private final Leaf haiku =
            Runs.haiku("Write a haiku about rain.", "Soft rain on the roof", "And one about snow.", "Snow");
    private final Leaf prose = Runs.skill("compositional_skills/writing/prose", "Tell a story of a fox.", "A fox ran.");
    private final Leaf minutes = Runs.grounded(
            "compositional_skills/minutes",
            "Ann spoke of fences, and Ben of the budget of the garden.",
            "Who spoke of fences in the meeting?",
            "Ann did.");

    private Runs run() {
        return new Runs(folder);
    }

    @Test
    void theFirstOfTwoRowsThatSayTheSameIsKept() {
        var run = run().made(haiku, "Write a haiku about the moon.", "Soft moon")
                .made(prose, "Write  a haiku about\nthe Moon.", "Soft Moon");

        var quality = run.check();

        assertThat(run.kept(haiku)).hasSize(1);
        assertThat(run.rejected(prose))
                .containsExactly("duplicate: says the same as row "
                        + Runs.read(run.files(haiku).kept()).get(0).id() + " of compositional_skills/writing/haiku");
        assertThat(quality.get(0).steps())
                .containsExactly(
                        new Funnel.Step("quality_checks", 1, "sound"), new Funnel.Step("duplicates", 1, "distinct"));
        assertThat(quality.get(1).rejected()).containsExactly(Map.entry("duplicate", 1));
    }

    @Test
    void aQuestionThatDiffersByAWordInManyIsAskedOnce() {
        var question = "In which year did the last of the three ferries between the two islands in the north of the"
                + " country stop running for good, and who had owned it until then?";
        var run = run().made(haiku, question, "In 1962, and it had been owned by the town.")
                .made(haiku, question.replace("until then?", "until that day?"), "In 1963, by the town.");

        run.check();

        assertThat(run.rejected(haiku))
                .singleElement()
                .asString()
                .matches("near-duplicate: asks the same as row [0-9a-f]{32} of compositional_skills/writing/haiku:"
                        + " the question is 9[0-9] % the same");
    }

    @Test
    void howMuchAlikeQuestionsMayBeCanBeSet() {
        var run = run().made(haiku, "Write a haiku about the autumn moon.", "Soft moon")
                .made(haiku, "Write a haiku about the autumn sun.", "Soft sun");
        run.settings = run.settings.withSimilarity(0.6);

        run.check();

        assertThat(run.rejected(haiku)).hasSize(1);
    }

    @Test
    void signsThatChangeTheQuestionMakeItAnother() {
        var run = run().made(haiku, "What is 3 + 4?", "7")
                .made(haiku, "What is 3 - 4?", "-1")
                .made(haiku, "What is 3.4?", "A number")
                .made(haiku, "Are the brackets of (()) balanced?", "Yes")
                .made(haiku, "Are the brackets of ()() balanced?", "Yes, they are")
                .made(haiku, "What does 😀 mean?", "Joy")
                .made(haiku, "What does 😭 mean?", "Grief")
                .made(haiku, "月は何ですか。", "A")
                .made(haiku, "日は何ですか。", "B");

        assertThat(run.check().get(0).distinct()).isEqualTo(9);
    }

    @Test
    void punctuationAndCapitalsDoNotMakeItAnother() {
        var run = run().made(haiku, "What is a \"well-known\" poem?", "One")
                .made(haiku, "what is a well known poem", "Two");

        run.check();

        assertThat(run.rejected(haiku)).singleElement().asString().endsWith(": the question is the same");
    }

    @Test
    void oneQuestionMayBeAskedOfManyContexts() {
        var question = "Who spoke of the budget in this meeting?";
        var first = "Cora spoke of the harbour, and Dan of the budget of the pier.";
        var second = "Eve and Finn spoke for an hour, Eve of the tax and Finn of the budget.";
        var run = run().made(
                        minutes,
                        Map.of("context", first, "question", first + "\n\n" + question, "response", "Dan did."))
                .made(minutes, Map.of("context", second, "question", second + "\n\n" + question, "response", "Finn."))
                .made(
                        minutes,
                        Map.of("context", second, "question", second + "\n\n" + question, "response", "He did."));

        run.check();

        assertThat(run.rejected(minutes)).singleElement().asString().startsWith("near-duplicate: ");
    }

    @Test
    void aRowThatOnlyRepeatsASeedExampleIsNoNewRow() {
        var run = run().made(haiku, "Write a haiku about rain", "Rain, rain, rain");

        var quality = run.check();

        assertThat(run.rejected(haiku)).containsExactly("seed-copy: copies seed example 1: the question is the same");
        assertThat(quality.get(0).verdict())
                .isNotNull()
                .satisfies(verdict -> assertThat(verdict.words())
                        .isEqualTo(
                                "Nothing was kept. 1 of 1 row was rejected by the check seed-copy, because: copies seed example"
                                        + " 1: the question is the same. Write seed examples that differ more from each other, so that the"
                                        + " teacher sees how wide the task is."));
    }

    @Test
    void whatTheModelIsTestedWithIsNotTrained() {
        var run = run().made(haiku, "Tell a story of a fox!", "It ran.").with(prose);
        var evaluation = run.file("evaluation.jsonl");
        Runs.write(evaluation, List.of(Runs.row(prose.path(), Map.of("question", "What do foxes eat in winter?"))));
        run.change(prose, run.files(prose).withEvaluation(evaluation))
                .made(haiku, "What do foxes eat in winter", "Mice.");

        run.check();

        assertThat(run.rejected(haiku)).hasSize(2);
        assertThat(run.rejected(haiku).get(0))
                .isEqualTo("test-question: asks what the model is tested with, seed example 1 of"
                        + " compositional_skills/writing/prose: the question is the same");
        assertThat(run.rejected(haiku).get(1))
                .startsWith("test-question: asks what the model is tested with, evaluation question ");
    }

    @Test
    void aRowThatIsNotSoundDoesNotShadowAGoodOne() {
        var run = run().made(haiku, "Write a haiku about the moon.", "As an AI language model, I cannot.")
                .made(haiku, "Write a haiku about the moon.", "Soft moon");

        var quality = run.check().get(0);

        assertThat(quality.made()).isEqualTo(2);
        assertThat(quality.sound()).isEqualTo(1);
        assertThat(quality.distinct()).isEqualTo(1);
        assertThat(quality.verdict()).isNull();
    }

    @Test
    void aLeafThatYieldsNothingSaysWhyAndShowsThree() {
        var run = run().with(haiku);
        var lost = run.file("lost.jsonl");
        var rejections = new ArrayList<DataRow>();
        for (int i = 0; i < 6; i++) {
            rejections.add(Runs.row(haiku.path(), Map.of("question", "Which of the " + i + " moons?"))
                    .rejected(
                            "filter_questions",
                            i < 4 ? "scored 0 of 1: it is about astronomy" : "scored 0 of 1: unsafe"));
        }
        rejections.add(Runs.row(haiku.path(), Map.of("question", "Say it"))
                .rejected("gen_responses", "the teacher's answer was cut off at its longest length"));
        Runs.write(lost, rejections);
        run.change(
                        haiku,
                        run.files(haiku)
                                .withLost(lost)
                                .withSteps(List.of(
                                        new LossStep("filter_questions", LossStep.Means.JUDGING),
                                        new LossStep("gen_responses", LossStep.Means.ASKING))))
                .made(haiku, "Write a haiku about the\nmoon.", "As an AI, I do not.");

        var verdict = Objects.requireNonNull(run.check().get(0).verdict());

        assertThat(verdict.problem())
                .isEqualTo(
                        "Nothing was kept. 6 of 8 rows were rejected by the judge in the step filter_questions, 4 of them"
                                + " because: scored 0 of 1: it is about astronomy.");
        assertThat(verdict.remedy()).startsWith("Look at the rejected examples: ");
        assertThat(verdict.examples())
                .extracting(Verdict.Example::step)
                .containsExactly("filter_questions", "gen_responses", "refusal");
        assertThat(verdict.examples().get(2).question()).isEqualTo("Write a haiku about the\\u{a}moon.");
        assertThat(run.rejected(haiku)).hasSize(8).first().asString().startsWith("filter_questions: ");
    }

    @Test
    void aLeafWithoutRowsSaysSo() {
        assertThat(run().with(haiku).check().get(0).verdict())
                .isNotNull()
                .satisfies(verdict -> assertThat(verdict.words())
                        .isEqualTo(
                                "Nothing was kept, because nothing was made. Look whether the leaf has seed examples, and for"
                                        + " knowledge whether its document could be read."));
    }

    @Test
    void answersThatEndInMidSentenceAreTold() {
        var run = run().made(haiku, "What is a seal?", Runs.DOCUMENT.substring(0, 240));

        assertThat(run.check().get(0).notes()).containsExactly("1 of 1 kept answers seems to end in mid-sentence.");
    }

    @Test
    void theSameRowsGiveTheSameFiles() {
        var run = run();
        for (int i = 0; i < 3000; i++) {
            run.made(
                    i % 2 == 0 ? haiku : prose,
                    "What is the number " + i % 1700 + " good for?",
                    "For " + i % 850 + ".");
        }
        run.check();
        var kept = Runs.bytes(run.files(haiku).kept());
        var rejected = Runs.bytes(run.files(prose).rejected());

        run.check();

        assertThat(Runs.bytes(run.files(haiku).kept())).isEqualTo(kept);
        assertThat(Runs.bytes(run.files(prose).rejected())).isEqualTo(rejected);
        assertThat(run.kept(haiku)).hasSize(850);
    }

    @Test
    void whoWatchesCanStopItAndTheFilesStayAsTheyWere() {
        var run = run().made(haiku, "What is a seal?", "An animal.").with(prose);
        run.check();
        var kept = Runs.bytes(run.files(haiku).kept());
        for (int i = 0; i < 600; i++) {
            run.made(prose, "What is the number " + i + " good for?", "For " + i + ".");
        }
        Runs.write(run.files(prose).made(), List.of());
        var files = List.of(run.files(haiku), run.files(prose));

        assertThatThrownBy(() -> new QualityPass(run.settings).run(files, new QualityWatch() {
                    @Override
                    public void finished(LeafQuality leaf) {
                        throw new CancellationException("enough");
                    }
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Runs.bytes(run.files(haiku).kept())).isEqualTo(kept);
        assertThat(folder).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        var run = run().with(haiku);
        run.check();
        Files.writeString(run.files(haiku).made(), "{not a row\n");

        assertThatThrownBy(() -> new QualityPass(run.settings).run(List.of(run.files(haiku))))
                .hasMessageContaining("haiku.made.jsonl:1: this is no row of ours");
    }
}
