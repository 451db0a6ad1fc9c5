package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.domain.LeafKind;
import treewarden.sandbox.git.Change;

class LifeOfAContributionTest {
    private static final String HAIKU = "compositional_skills/writing/haiku/qna.yaml";

    @TempDir
    Path folder;

    private BotAtWork bot;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void aGoodSkillIsCheckedSampledAndHandedToTheTriagers() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        assertThat(bot.runUntilQuiet().failures()).isEmpty();

        assertThat(pull.checkRuns()).singleElement().satisfies(run -> {
            assertThat(run.name()).isEqualTo("Treewarden");
            assertThat(run.headSha()).isEqualTo(pull.headSha());
            assertThat(run.conclusion()).contains("success");
        });
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment ->
                        assertThat(comment.body()).contains("Ready for triage", "1 of 2", "pretend-teacher"));
        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-needed", "skill");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.contribution(pull).sampleKept()).isEqualTo(1);
        assertThat(bot.contribution(pull).kinds()).containsExactly(LeafKind.FREEFORM_SKILL);
    }

    @Test
    void aBrokenSkillIsToldWhatToChangeAndIsNotSampled() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));

        bot.runUntilQuiet();

        assertThat(pull.checkRuns()).singleElement().satisfies(run -> {
            assertThat(run.conclusion()).contains("failure");
            assertThat(run.output().annotations())
                    .hasSize(2)
                    .allSatisfy(annotation -> assertThat(annotation.path()).isEqualTo(HAIKU));
        });
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("to change"));
        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-requested-changes", "skill");
        assertThat(bot.contribution(pull).errors()).isPositive();
        assertThat(bot.teacher.asked()).isEmpty();
    }

    @Test
    void aSecondPushCorrectsItInTheSameComment() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        var first = bot.botComments(pull).get(0);

        pull.push(Leaves.skill("haiku"), "Mended");
        bot.runUntilQuiet();

        assertThat(bot.botComments(pull)).singleElement().satisfies(comment -> {
            assertThat(comment.id()).isEqualTo(first.id());
            assertThat(comment.body()).contains("Ready for triage");
        });
        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-needed", "skill");
        assertThat(pull.checkRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.headSha()).isEqualTo(pull.headSha()));
    }

    @Test
    void aPullRequestWithoutLeavesHasAPassingCheckAndNothingElse() {
        var pull = bot.opens(bot.ada, Leaves.readme());

        bot.runUntilQuiet();

        assertThat(pull.checkRuns()).singleElement().satisfies(run -> {
            assertThat(run.conclusion()).contains("success");
            assertThat(run.output().title()).contains("No leaves to check");
        });
        assertThat(pull.comments()).isEmpty();
        assertThat(pull.labels()).isEmpty();
        assertThat(bot.isContribution(pull)).isFalse();
    }

    @Test
    void aPullRequestThatLosesItsLeavesKeepsItsCommentWhichSaysSo() {
        var pull = bot.opens(bot.ada, Leaves.all(Leaves.skill("haiku"), Leaves.readme()));
        bot.runUntilQuiet();

        pull.push(Map.of(HAIKU, Change.delete(), HAIKU.replace("qna.yaml", "attribution.txt"), Change.delete()), "Out");
        bot.runUntilQuiet();

        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("No leaves here"));
        assertThat(pull.checkRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains("success"));
        assertThat(pull.labels()).containsExactly("triage-needed");
    }

    @Test
    void aPullRequestThatOnlyRemovesLeavesPassesAndIsForAPersonToDecide() {
        bot.repository.commit("main", Leaves.skill("haiku"), bot.maintainer, "A leaf");
        var pull = bot.opens(bot.ada, Map.of(HAIKU, Change.delete()));

        bot.runUntilQuiet();

        assertThat(pull.checkRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains("success"));
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("only removes leaves"));
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.teacher.asked()).isEmpty();
    }

    @Test
    void aLeafWhoseAttributionIsTakenAwayIsCheckedAgain() {
        bot.repository.commit("main", Leaves.skill("haiku"), bot.maintainer, "A leaf");
        var pull = bot.opens(bot.ada, Map.of(HAIKU.replace("qna.yaml", "attribution.txt"), Change.delete()));

        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.NEEDS_CHANGES);
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("attribution"));
    }

    @Test
    void aMergedPullRequestIsMergedAndAClosedOneClosedUntilItIsReopened() {
        var merged = bot.opens(bot.ada, Leaves.skill("haiku"));
        var closed = bot.opens(bot.ada, Leaves.skill("sonnet"));
        bot.runUntilQuiet();

        merged.merge(bot.maintainer);
        closed.close(bot.ada);
        bot.runUntilQuiet();

        assertThat(bot.contribution(merged).state()).isEqualTo(ContributionState.MERGED);
        assertThat(merged.labels()).containsExactlyInAnyOrder("treewarden-merged", "skill");
        assertThat(bot.contribution(closed).state()).isEqualTo(ContributionState.CLOSED);
        assertThat(closed.labels()).containsExactly("skill");
        assertThat(bot.botComments(closed))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("Closed"));

        closed.reopen(bot.ada);
        bot.runUntilQuiet();

        assertThat(bot.contribution(closed).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.teacher.asked())
                .as("the sample of the same head is shown again")
                .hasSize(2);
        assertThat(bot.botComments(closed))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("Ready for triage", "1 of 2"));
    }

    @Test
    void aPullRequestThatWasClosedBeforeAnybodyLookedIsKeptInSilence() {
        bot.github.webhooks().hold();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        pull.close(bot.ada);
        bot.github.webhooks().release();

        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.CLOSED);
        assertThat(pull.comments()).isEmpty();
        assertThat(pull.checkRuns()).isEmpty();
    }

    @Test
    void labelsOfOthersStayAsTheyAre() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        pull.label(bot.maintainer, "good first issue");
        pull.label(bot.maintainer, "triage-approved");

        bot.runUntilQuiet();

        assertThat(pull.labels()).containsExactlyInAnyOrder("good first issue", "triage-needed", "skill");
    }

    @Test
    void aCheckThatFindsTheSameWritesNothing() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.github.requests().clear();

        pull.describe(bot.ada, "Another description.");
        bot.runUntilQuiet();

        assertThat(bot.github.requests().writes()).isEmpty();
    }

    @Test
    void rerunShowsTheCheckAnewInTheSameRun() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        var run = pull.checkRuns().get(0);
        bot.github.requests().clear();

        pull.rerequest(bot.ada, run);
        bot.runUntilQuiet();

        assertThat(bot.github.requests().count("PATCH", "/repos/*/*/check-runs/*"))
                .isEqualTo(1);
        assertThat(pull.checkRuns()).singleElement().satisfies(again -> {
            assertThat(again.id()).isEqualTo(run.id());
            assertThat(again.output().annotations()).hasSameSizeAs(run.output().annotations());
        });
    }

    @Test
    void aLeafThatRepeatsAnotherOneOfTheBaseBranchIsToldSo() {
        bot.repository.commit("main", Leaves.skill("haiku"), bot.maintainer, "A leaf");
        bot.runUntilQuiet();
        var text = Leaves.skillText("haiku");
        var pull = bot.opens(
                bot.ada,
                Map.of(
                        "compositional_skills/writing/copied/qna.yaml",
                        Change.write(text),
                        "compositional_skills/writing/copied/attribution.txt",
                        Change.write(Leaves.ATTRIBUTION)));

        bot.runUntilQuiet();

        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("skills/writing/haiku"));
    }

    @Test
    void writesAreSpacedByPuttingTheJobOff() {
        bot.spacing(Duration.ofSeconds(1));
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));

        bot.runUntilQuiet();
        assertThat(bot.github.requests().writes().stream()
                        .filter(request -> request.path().contains("/repos/")))
                .hasSize(1);

        for (int second = 0; second < 5; second++) {
            bot.later(Duration.ofSeconds(1));
        }
        assertThat(bot.botComments(pull)).hasSize(1);
        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-requested-changes", "skill");
    }
}
