package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.domain.JobKind;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.Reaction;
import treewarden.store.JobFilter;
import treewarden.store.JobState;

/** What GitHub could not tell us is found all the same, and done once. The rows R01 and R19. */
class NothingMissedTest {
    private static final String NOBODY = "http://127.0.0.1:1/webhook";

    @TempDir
    Path folder;

    private BotAtWork bot;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
        bot.sweeps();
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void aCommandThatNobodyBroughtIsAnsweredOnce() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.github.webhooks().drop(1);
        pull.comment(bot.ada, "/help");
        bot.runUntilQuiet();
        assertThat(bot.replies(pull)).isEmpty();

        bot.later(Duration.ofHours(1));
        bot.sweeps();

        assertThat(bot.replies(pull)).hasSize(1);
        assertThat(pull.comments().stream().flatMap(comment -> comment.reactions().stream()))
                .extracting(Reaction::content)
                .containsExactlyInAnyOrder("eyes", "+1");
    }

    @Test
    void aDeliveryThatComesAfterTheSweepDoesNothingMore() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.github.webhooks().hold();
        pull.comment(bot.ada, "/help");
        bot.sweeps();
        assertThat(bot.replies(pull)).hasSize(1);

        bot.github.webhooks().release();
        bot.runUntilQuiet();

        assertThat(bot.replies(pull)).hasSize(1);
        assertThat(bot.outcomes()).contains("nothing to do: the comment was answered before");
    }

    @Test
    void whatWasEditedOrSaidByAProgramIsNotObeyed() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.github.webhooks().drop(3);
        var comment = pull.comment(bot.ada, "Thank you");
        bot.clock.advance(Duration.ofMinutes(1));
        pull.edit(bot.ada, comment, "/help");
        pull.comment(bot.github.bot(), "/help");

        bot.later(Duration.ofHours(1));

        assertThat(bot.replies(pull)).isEmpty();
        assertThat(pull.comments())
                .allSatisfy(one -> assertThat(one.reactions()).isEmpty());
    }

    @Test
    void anEarlierDatabaseOfOursAnsweredAlready() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.clock.advance(Duration.ofHours(2));
        bot.github.webhooks().drop(1);
        var comment = pull.comment(bot.ada, "/help");
        pull.react(bot.github.bot(), comment, "eyes");

        bot.sweeps();

        assertThat(bot.replies(pull)).isEmpty();
    }

    @Test
    void whatWasSaidBeforeTheFirstLookIsNotForUs() {
        try (var fresh = new BotAtWork(folder.resolve("fresh"))) {
            fresh.github.webhooks().drop(2);
            var pull = fresh.opens(fresh.ada, Leaves.skill("haiku"));
            pull.comment(fresh.ada, "/help");

            fresh.sweeps();

            assertThat(fresh.replies(pull)).isEmpty();
            assertThat(fresh.botComments(pull)).hasSize(1);
        }
    }

    @Test
    void aButtonThatWasPressedWhileNobodyListenedIsAskedFor() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.clock.advance(Duration.ofHours(1));
        listens(NOBODY);
        pull.rerequest(bot.ada, pull.checkRuns().get(0));
        pull.retitle(bot.ada, "Another title");
        bot.runUntilQuiet();
        listens(bot.webhookUrl());
        bot.github.requests().clear();

        bot.sweeps();

        assertThat(bot.github.requests().count("POST", "/app/hook/deliveries/*/attempts"))
                .as("what is read from the repository itself is not asked for")
                .isEqualTo(1);
        assertThat(bot.github.requests().count("PATCH", "/repos/*/*/check-runs/*"))
                .isEqualTo(1);
        assertThat(bot.contribution(pull).title()).isEqualTo("Another title");
        bot.sweeps();
        assertThat(bot.github.requests().count("POST", "/app/hook/deliveries/*/attempts"))
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeBroughtToUsThreeTimesIsLeft() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.clock.advance(Duration.ofHours(1));
        listens(NOBODY);
        pull.rerequest(bot.ada, pull.checkRuns().get(0));
        bot.runUntilQuiet();

        for (int i = 0; i < 6; i++) {
            bot.later(Duration.ofHours(1));
        }

        assertThat(bot.github.requests().count("POST", "/app/hook/deliveries/*/attempts"))
                .isEqualTo(3);
    }

    @Test
    void aDeliveryWhoseHandlingFailedForGoodMayComeAgain() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.github.faults().always("GET", "/repos/*/*/pulls", GitHubFaults.forbidden());
        pull.rerequest(bot.ada, pull.checkRuns().get(0));
        bot.runUntilQuiet();
        assertThat(bot.jobs(JobFilter.ALL.of(JobKind.HANDLE_DELIVERY).in(JobState.FAILED)))
                .hasSize(1);
        bot.github.faults().clear();
        bot.github.requests().clear();

        var failed = bot.github.deliveries().stream()
                .filter(delivery -> delivery.event().equals("check_run"))
                .findFirst()
                .orElseThrow();
        bot.github.redeliver(failed);
        bot.runUntilQuiet();

        assertThat(bot.github.requests().count("PATCH", "/repos/*/*/check-runs/*"))
                .isEqualTo(1);
    }

    @Test
    void anotherBaseThatNobodyToldUsOfIsSeen() {
        bot.repository.commit("next", Leaves.skill("haiku"), bot.maintainer, "Has it already");
        var pull = bot.opens(bot.ada, Leaves.all(Leaves.skill("haiku"), Leaves.brokenSkill("ode")));
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).leafCount()).isEqualTo(2);
        bot.repository.commit("clean", Leaves.brokenSkill("ode"), bot.maintainer, "Has the other");
        bot.runUntilQuiet();
        bot.github.webhooks().drop(1);
        pull.retarget(bot.ada, "clean");
        bot.runUntilQuiet();

        bot.sweeps();

        assertThat(bot.github.requests().count("GET", "/repos/*/*/compare/*"))
                .as("compared with the new base")
                .isEqualTo(2);
    }

    @Test
    void theScheduleOutlivesTroubleWithTheListOfRepositories() {
        bot.github.faults().always("GET", "/app/installations", GitHubFaults.serverError(502));
        bot.later(Duration.ofHours(1));
        for (int i = 0; i < 20; i++) {
            bot.later(Duration.ofMinutes(1));
        }
        bot.github.faults().clear();
        bot.github.webhooks().drop(10);
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        bot.later(Duration.ofMinutes(1));

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
    }

    private void listens(String url) {
        bot.github.webhooks().target(url, BotAtWork.SECRET);
    }
}
