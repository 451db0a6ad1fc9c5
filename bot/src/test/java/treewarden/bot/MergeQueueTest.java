package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;

/** A merge queue waits for the required check of the commit that it made, and gets an answer. */
class MergeQueueTest {
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
    void whatIsGoodPassesAndNothingElseIsSaid() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.github.requests().clear();

        var group = pull.queue(bot.maintainer);
        bot.runUntilQuiet();

        assertThat(bot.repository.checkRuns(group.headSha())).singleElement().satisfies(run -> {
            assertThat(run.name()).isEqualTo("Treewarden");
            assertThat(run.conclusion()).contains("success");
        });
        assertThat(bot.github.requests().count("*", "/repos/*/*/issues/**")).isZero();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
    }

    @Test
    void whatIsBrokenDoesNotPass() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();

        var group = pull.queue(bot.maintainer);
        bot.runUntilQuiet();

        assertThat(bot.repository.checkRuns(group.headSha()))
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains("failure"));
    }

    @Test
    void aGroupWithoutLeavesPasses() {
        var pull = bot.opens(bot.ada, Leaves.readme());
        bot.runUntilQuiet();

        var group = pull.queue(bot.maintainer);
        bot.runUntilQuiet();

        assertThat(bot.repository.checkRuns(group.headSha()))
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains("success"));
    }

    @Test
    void aRequestThatDidNotArriveIsAskedFor() {
        bot.sweeps();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.github.webhooks().target("http://127.0.0.1:1/webhook", BotAtWork.SECRET);
        var group = pull.queue(bot.maintainer);
        bot.runUntilQuiet();
        bot.github.webhooks().target(bot.webhookUrl(), BotAtWork.SECRET);

        bot.sweeps();

        assertThat(bot.repository.checkRuns(group.headSha())).hasSize(1);
    }
}
