package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.NewPullRequest;

/** When the teacher is asked, for what, and what is said of it. */
class SampleOfAContributionTest {
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
    void aFirstContributionWaitsForAMaintainersGo() {
        var stranger = bot.github.person("stranger");
        var pull = bot.opens(stranger, Leaves.skill("haiku"));

        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.WAITING_FOR_GO);
        assertThat(bot.teacher.asked()).isEmpty();
        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-needed", "skill");

        pull.comment(bot.maintainer, "Welcome.\n\n/sample");
        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.teacher.asked()).hasSize(1);
        pull.push(Leaves.skill("sonnet"), "One more");
        bot.runUntilQuiet();
        assertThat(bot.teacher.asked()).as("the go is of the contribution").hasSize(2);
    }

    @Test
    void aDraftIsCheckedAndSampledOnceItIsReady() {
        var fork = bot.repository.fork(bot.ada);
        fork.commit("draft", Leaves.skill("haiku"), bot.ada, "Not yet");
        var pull = bot.repository.openPullRequest(
                NewPullRequest.by(bot.ada, "A draft").from(fork, "draft").asDraft());

        bot.runUntilQuiet();

        assertThat(pull.checkRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains("success"));
        assertThat(bot.teacher.asked()).isEmpty();
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("This is a draft"));

        pull.readyForReview(bot.ada);
        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.teacher.asked()).hasSize(1);
        assertThat(pull.checkRuns()).hasSize(1);
    }

    @Test
    void moreLeavesThanTheTrialTakesAreAllCheckedAndTheReaderIsTold() {
        var many = new LinkedHashMap<String, Change>();
        for (int i = 0; i < 25; i++) {
            many.putAll(Leaves.skill("topic_" + (char) ('a' + i)));
        }
        var pull = bot.opens(bot.ada, many);

        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).leafCount()).isEqualTo(25);
        assertThat(bot.teacher.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.leaves()).hasSize(20);
            assertThat(asked.omitted()).hasSize(5).contains("compositional_skills/writing/topic_y");
        });
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("Not sampled", "topic_y"));
    }

    @Test
    void aSampleThatFailedIsToldKindlyAndPeopleDecideWithout() {
        bot.teacher.cannot("The teacher could not be asked, so nothing was sampled.");
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment ->
                        assertThat(comment.body()).contains("without a sample", "The teacher could not be asked"));

        bot.teacher.recovers();
        pull.comment(bot.maintainer, "/sample");
        bot.runUntilQuiet();

        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("1 of 2"));
    }

    @Test
    void aSampleThatLeftNoReportIsNoticedByTheSweep() {
        bot.teacher.breaks();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.SAMPLING);

        bot.sweeps();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("could not be made"));
        bot.sweeps();
        assertThat(bot.teacher.asked())
                .as("nothing but a command starts another")
                .hasSize(1);
    }

    @Test
    void aPushThatLeavesTheLeavesAsTheyAreKeepsTheirSample() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();

        pull.push(Leaves.readme(), "Something else");
        bot.runUntilQuiet();

        assertThat(bot.teacher.asked()).hasSize(1);
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.contribution(pull).sampleKept()).isEqualTo(1);
        assertThat(bot.contribution(pull).head().hex()).isEqualTo(pull.headSha());
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body())
                        .contains("1 of 2", pull.headSha().substring(0, 7)));
        assertThat(pull.checkRuns()).hasSize(1);
    }

    @Test
    void withoutATeacherPeopleDecideAtOnce() {
        bot.withoutTeacher();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        bot.runUntilQuiet();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.teacher.asked()).isEmpty();
    }
}
