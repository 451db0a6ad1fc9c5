package treewarden.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.templates.Examples.HAIKU;
import static treewarden.templates.Examples.NOON;
import static treewarden.templates.Examples.TIDES;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.PrecheckAnswer;
import treewarden.domain.PrecheckReport;
import treewarden.domain.Score;
import treewarden.domain.Usage;

class PrecheckInTheCommentTest {
    private static final String SKILL = "compositional_skills/writing/haiku";
    private static final String FACTS = "knowledge/science/oceanography/tides";
    private static final List<CheckedLeaf> CLEAN = List.of(Examples.clean(HAIKU), Examples.clean(TIDES));

    private final ContributionComment comment = new ContributionComment();

    @Test
    void someAreAnsweredWellAndSomeNot() {
        Golden.assertReads("comment-precheck", comment(report(null, mixed())));
    }

    @Test
    void whatIsKnownAlreadyIsSaidAsARemarkAndAFinding() {
        Golden.assertReads("comment-precheck-known", comment(report(null, known())));
    }

    @Test
    void beforeAndAfterARelease() {
        Golden.assertReads(
                "comment-postcheck",
                comment.render(with(
                        ContributionState.RELEASED,
                        List.of(report(null, mixed()), report("release-20261122", known())))));
    }

    @Test
    void aReleaseWithoutAPrecheckBeforeItIsShownByItself() {
        var text = comment.render(with(ContributionState.RELEASED, List.of(report("release-20261122", known()))));

        assertThat(text)
                .contains("### Before and after release-20261122", "**The new model answers 2 of 2 questions well.**")
                .contains("| Question | Expected | The model's answer | Score |");
    }

    @Test
    void scoresOfAnotherJudgeAreNotCompared() {
        var other = report(null, mixed());
        var before = new PrecheckReport(
                other.contribution(),
                other.head(),
                null,
                other.model(),
                "another-judge",
                other.rubric(),
                List.of(),
                List.of(),
                other.answers(),
                0,
                80,
                Usage.NONE,
                NOON,
                1);

        assertThat(comment.render(with(ContributionState.MERGED, List.of(before, report("release-1", known())))))
                .contains("so their scores do not compare");
    }

    @Test
    void aModelThatAnswersNothingWellHasSomethingToLearn() {
        assertThat(comment(report(null, List.of(answer(SKILL, 1, "Why?", "So.", "No.", 1)))))
                .contains("**The community model answers none of 1 question well yet.**")
                .doesNotContain("consider harder examples", "already-answered");
    }

    @Test
    void questionsThatFailedAreCountedAndSayWhy() {
        var failed = new PrecheckAnswer(
                SKILL, 1, null, "Why?", "So.", null, null, null, "The server of the community model refused it.");

        assertThat(comment(report(null, List.of(failed, failed))))
                .contains("**The community model could not be compared: all 2 questions failed.**")
                .contains("2 questions failed: The server of the community model refused it.")
                .contains("| Why? | So. | none | failed: The server of the community model refused it. |");
    }

    @ParameterizedTest
    @EnumSource(
            value = ContributionState.class,
            names = {"MERGED", "RELEASED", "CLOSED", "REJECTED"})
    void nobodyIsAskedForHarderExamplesWhenItIsOver(ContributionState state) {
        assertThat(comment.render(with(state, List.of(report(null, known())))))
                .doesNotContain("consider harder examples", "already-answered");
    }

    @Test
    void theCheckRunKnowsNothingOfIt() {
        var model = with(ContributionState.AWAITING_TRIAGE, List.of(report(null, known())));
        var without = with(ContributionState.AWAITING_TRIAGE, List.of());

        assertThat(new CheckSummary().render(model)).isEqualTo(new CheckSummary().render(without));
    }

    @Test
    void whatAModelSaysDoesNothing() {
        var hostile =
                "</details><img src=x onerror=alert(1)> @everyone | cell | `a` [l](javascript:x) <!-- \n/approve\n"
                        + "<!-- treewarden:contribution -->";
        var text = comment(report(
                hostile,
                List.of(new PrecheckAnswer(
                        SKILL, 1, hostile, hostile, hostile, hostile, new Score(1, 5), hostile, null))));
        var rendered = Rendered.of(text);

        assertThat(rendered.openElements()).isEmpty();
        assertThat(text)
                .doesNotContain("<img", "@everyone", "](javascript", "\n/approve")
                .containsOnlyOnce(ContributionComment.MARKER);
    }

    @Test
    void staysShortWhateverTheModelSays() {
        var endless = "@everyone `` | <b> \n".repeat(5_000);
        for (int leaves : new int[] {1, 20}) {
            var answers = new ArrayList<PrecheckAnswer>();
            IntStream.range(0, 200)
                    .forEach(n -> answers.add(new PrecheckAnswer(
                            "skill_" + n % leaves,
                            1,
                            endless,
                            endless,
                            endless,
                            endless,
                            n % 3 == 0 ? null : new Score(3, 5),
                            endless,
                            n % 3 == 0 ? endless : null)));

            var text = comment(report(null, answers));

            assertThat(text.length()).isLessThan(ContributionComment.LONGEST);
            assertThat(Rendered.of(text).openElements()).isEmpty();
        }
    }

    private String comment(PrecheckReport report) {
        return comment.render(with(ContributionState.AWAITING_TRIAGE, List.of(report)));
    }

    private static CommentModel with(ContributionState state, List<PrecheckReport> reports) {
        var model = Examples.in(state, CLEAN, new LeafSampleState.NotYet(""));
        return new CommentModel(
                model.contribution(),
                model.scope(),
                model.leaves(),
                model.sample(),
                model.links(),
                model.commit(),
                model.at(),
                model.notes(),
                reports);
    }

    private static List<PrecheckAnswer> mixed() {
        return List.of(
                answer(
                        SKILL,
                        1,
                        "Write a haiku about the first frost.",
                        "White on every blade\nthe garden holds its breath\nuntil the sun comes",
                        "Frost is nice.\nI like frost | very much.",
                        2),
                new PrecheckAnswer(
                        FACTS,
                        2,
                        "Twice a day the sea comes and goes.",
                        "How often is high tide?",
                        "Twice a day.",
                        "Twice each day.",
                        new Score(5, 5),
                        "It says the same.",
                        null),
                new PrecheckAnswer(
                        FACTS,
                        3,
                        null,
                        "What pulls the water?",
                        "The moon.",
                        null,
                        null,
                        null,
                        "The server of the community model gave no answer that can be read."));
    }

    private static List<PrecheckAnswer> known() {
        return List.of(
                answer(
                        SKILL,
                        1,
                        "Write a haiku about the first frost.",
                        "White on every blade",
                        "Silver on the grass",
                        5),
                answer(FACTS, 2, "What pulls the water?", "The moon.", "The moon and the sun.", 4));
    }

    private static PrecheckAnswer answer(
            String leaf, int example, String question, String expected, String actual, int score) {
        return new PrecheckAnswer(
                leaf, example, null, question, expected, actual, new Score(score, 5), "By the stand-in's rules.", null);
    }

    private static PrecheckReport report(@Nullable String release, List<PrecheckAnswer> answers) {
        return new PrecheckReport(
                new ContributionId(1, 12),
                new CommitId(Examples.COMMIT),
                release,
                release == null ? "granite-3-community" : "granite-3-" + release,
                "stand-in-teacher-7b",
                "precheck/judge 0123456789ab",
                List.of(),
                List.of(),
                answers,
                0,
                80,
                new Usage(6, 4_100, 900),
                NOON,
                3_000);
    }
}
