package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.domain.JobPayload.ReportSample;
import treewarden.domain.SampleReport;
import treewarden.forge.Forge;
import treewarden.forge.RepositoryForge;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.PullRequest;

/** What one person, one pull request or one effect does wrong is never what all others wait for. */
class NothingWaitsForEverTest {
    private static final String COMMENTS_OF = "/repos/*/*/issues/%d/comments";

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
    void aWriteThatFailsAgainAndAgainLetsTheOthersPass() {
        var poisoned = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.github.faults().always("POST", COMMENTS_OF.formatted(poisoned.number()), GitHubFaults.serverError(502));
        bot.runUntilQuiet();
        var second = bot.opens(bot.ada, Leaves.skill("ode"));

        minutes(3);

        assertThat(bot.botComments(poisoned)).isEmpty();
        isReadyForTriage(second);

        bot.github.faults().clear();
        minutes(6);

        isReadyForTriage(poisoned);
    }

    @Test
    void anEffectThatMeetsAnErrorOfOurOwnIsRefusedAndTheOthersPass() {
        bot.restarted(inRepository((method, forge) -> {
            if (method.equals("labels")) {
                throw new IllegalStateException("nobody thought of this");
            }
        }));
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        var second = bot.opens(bot.ada, Leaves.skill("ode"));

        minutes(5);

        assertThat(bot.botComments(pull)).hasSize(1);
        assertThat(bot.botComments(second)).hasSize(1);
    }

    @Test
    void commandsInCommentsThatAreGoneHoldNobodyUp() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        for (int i = 0; i < 5; i++) {
            bot.github.webhooks().hold();
            pull.delete(bot.ada, pull.comment(bot.ada, "/help"));
            bot.github.webhooks().release();
        }
        var second = bot.opens(bot.ada, Leaves.skill("ode"));

        bot.runUntilQuiet();

        isReadyForTriage(second);
    }

    @Test
    void aKeyThatIsNotAcceptedForAWhileCostsNothing() {
        bot.github.faults().always("POST", "/app/installations/*/access_tokens", GitHubFaults.unauthorized());
        bot.github.revokeTokens();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        minutes(30);
        assertThat(pull.checkRuns()).isEmpty();

        bot.github.faults().clear();
        minutes(6);

        isReadyForTriage(pull);
    }

    @Test
    void whatIsToBeShownOutlivesAKeyThatIsNotAcceptedForAWhile() {
        bot.github.faults().always("POST", "/repos/*/*/check-runs", GitHubFaults.unauthorized());
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        minutes(30);
        assertThat(pull.checkRuns()).isEmpty();

        bot.github.faults().clear();
        minutes(6);

        isReadyForTriage(pull);
    }

    @Test
    void aPullRequestThatWasClosedWhileItWasSampledIsSampledWhenItIsOpenAgain() {
        bot.teacher.waits();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        pull.close(bot.ada);
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.CLOSED);
        bot.teacher.recovers();

        pull.reopen(bot.ada);
        bot.runUntilQuiet();

        isReadyForTriage(pull);
        assertThat(bot.teacher.asked()).hasSize(1);
        assertThat(bot.contribution(pull).sampleKept()).isEqualTo(1);
    }

    @Test
    void aTrialThatEndedWithoutAReportIsNoticedByTheSweep() {
        bot.teacher.waits();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.teacher.losesItsReports();
        minutes(2);
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.SAMPLING);

        bot.sweeps();

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
    }

    @Test
    void aCheckThatEndsWithTheTrialLeavesItsReportAlone() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        var isOnce = new AtomicBoolean();
        bot.restarted(inRepository((method, forge) -> {
            if (method.equals("tree") && isOnce.compareAndSet(true, false)) {
                // The teacher finishes its second trial while the check reads.
                secondTeacherReports(pull);
            }
        }));
        bot.teacher.waits();
        pull.comment(bot.maintainer, "/sample");
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.SAMPLING);
        isOnce.set(true);
        pull.retitle(bot.ada, "Another title");

        bot.runUntilQuiet();

        assertThat(isOnce).isFalse();
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("second-teacher"));
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
    }

    @Test
    void aSampleThatWasKeptOverAPushCanBeMadeAnew() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        pull.push(Leaves.readme(), "Something else");
        bot.runUntilQuiet();

        pull.comment(bot.maintainer, "/sample");
        bot.runUntilQuiet();

        assertThat(bot.teacher.asked()).hasSize(2);
        isReadyForTriage(pull);
    }

    @Test
    void filesOfALaterPushDoNotPassForThoseOfTheHead() {
        var bad = Leaves.all(Leaves.skill("haiku"), Leaves.brokenSkill("ode"));
        var pulls = new PullRequest[1];
        var isOnce = new AtomicBoolean(true);
        bot.restarted(inRepository((method, forge) -> {
            if (method.equals("changedFiles") && isOnce.compareAndSet(true, false)) {
                pulls[0].push(
                        Map.of(
                                "compositional_skills/writing/ode/qna.yaml",
                                Change.delete(),
                                "compositional_skills/writing/ode/attribution.txt",
                                Change.delete()),
                        "The bad one is gone");
            }
        }));
        bot.github.webhooks().hold();
        pulls[0] = bot.opens(bot.ada, bad);
        var head = pulls[0].headSha();
        bot.github.webhooks().release();

        minutes(2);

        assertThat(pulls[0].headSha()).isNotEqualTo(head);
        isReadyForTriage(pulls[0]);
        pulls[0].forcePush(head);
        assertThat(pulls[0].checkRuns())
                .as("nothing says of the bad commit that it is good")
                .noneMatch(run -> run.conclusion().equals(Optional.of("success")));
    }

    /** The worker stores another report of the head, and the job that shows it. */
    private void secondTeacherReports(PullRequest pull) {
        var contribution = bot.contribution(pull);
        bot.database().run(transaction -> {
            var first = transaction
                    .samples()
                    .find(contribution.id(), contribution.head())
                    .orElseThrow();
            var second = new SampleReport(
                    first.contribution(),
                    first.head(),
                    "second-teacher",
                    first.leaves(),
                    first.omitted(),
                    first.usage(),
                    first.millis());
            var digest = transaction.samples().save(second);
            transaction.enqueue(new ReportSample(contribution.id(), contribution.head(), digest));
        });
    }

    private void minutes(int many) {
        bot.runUntilQuiet();
        for (int i = 0; i < many * 6; i++) {
            bot.later(Duration.ofSeconds(10));
        }
    }

    private void isReadyForTriage(PullRequest pull) {
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(pull.checkRuns()).hasSize(1);
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("Ready for triage"));
    }

    /** What happens before a method of a repository's forge. */
    private interface Before {
        void call(String method, Object forge);
    }

    private static UnaryOperator<Forge> inRepository(Before before) {
        return forge -> proxy(
                Forge.class,
                forge,
                (method, ignored) -> {},
                made -> made instanceof RepositoryForge in
                        ? proxy(RepositoryForge.class, in, before, result -> result)
                        : made);
    }

    private static <T> T proxy(Class<T> type, T real, Before before, UnaryOperator<Object> after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            before.call(method.getName(), real);
            try {
                return after.apply(method.invoke(real, given));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
