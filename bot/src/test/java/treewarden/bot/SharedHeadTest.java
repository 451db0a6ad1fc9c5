package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sandbox.github.NewPullRequest;
import treewarden.sandbox.github.PullRequest;

/** Two pull requests with one head commit share its check run, which shows the worst of both. */
class SharedHeadTest {
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
    void whatFailsOnOneBranchDoesNotPassBecauseOfTheOther() {
        var pulls = twoOfOneHead();

        isShown(pulls, "failure");
        bot.sweeps();
        isShown(pulls, "failure");
    }

    @Test
    void whenTheOneThatFailsIsClosedTheOtherIsShown() {
        var pulls = twoOfOneHead();
        pulls[0].close(bot.maintainer);
        bot.runUntilQuiet();

        isShown(pulls, "success");
    }

    /** Into main it brings a broken leaf and a good one; into the other branch, which has the broken one, only the good one. */
    private PullRequest[] twoOfOneHead() {
        var main = bot.repository.head("main").orElseThrow();
        bot.repository.branch("other", main, bot.maintainer);
        bot.repository.commit("other", Leaves.brokenSkill("ode"), bot.maintainer, "A leaf of before the rules");
        var other = bot.repository.head("other").orElseThrow();
        bot.repository.branch("work", other, bot.maintainer);
        bot.repository.commit("work", Leaves.skill("haiku"), bot.maintainer, "A good one");
        var failing = opens("main");
        bot.runUntilQuiet();
        var passing = opens("other");
        bot.runUntilQuiet();
        assertThat(failing.headSha()).isEqualTo(passing.headSha());
        return new PullRequest[] {failing, passing};
    }

    private PullRequest opens(String base) {
        return bot.repository.openPullRequest(NewPullRequest.by(bot.maintainer, "Into " + base)
                .from(bot.repository, "work")
                .into(base));
    }

    private void isShown(PullRequest[] pulls, String conclusion) {
        assertThat(bot.repository.checkRuns(pulls[1].headSha()))
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains(conclusion));
    }
}
