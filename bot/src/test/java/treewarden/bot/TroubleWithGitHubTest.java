package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.ContributionState;
import treewarden.domain.JobKind;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Json;
import treewarden.store.JobFilter;

/** GitHub answers late, wrongly, not at all, or with no. The rows R22 to R37. */
class TroubleWithGitHubTest {
    private static final String COMMENTS = "/repos/*/*/issues/*/comments";
    private static final String CHECKS = "/repos/*/*/check-runs";
    private static final String LABELS = "/repos/*/*/issues/*/labels";

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

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503})
    void anErrorOfTheServerThreeTimesIsOneComment(int status) {
        bot.github.faults().next(3, "POST", COMMENTS, GitHubFaults.serverError(status));
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        afterAWhile();

        isReadyForTriage(pull);
    }

    @Test
    void aCommentThatWasStoredWhileTheConnectionBrokeIsFound() {
        bot.github.faults().next("POST", COMMENTS, Fault.dropConnectionAfterStoring());
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        afterAWhile();

        isReadyForTriage(pull);
    }

    @Test
    void aCheckThatWasStoredWhileAnErrorWasAnsweredIsFound() {
        bot.github.faults().next("POST", CHECKS, Fault.statusAfterStoring(502));
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        afterAWhile();

        isReadyForTriage(pull);
    }

    @Test
    void annotationsThatWereStoredUnseenAreNotSentAgain() {
        bot.github.faults().next("PATCH", "/repos/*/*/check-runs/*", Fault.dropConnectionAfterStoring());
        var changes = new LinkedHashMap<String, Change>();
        for (int i = 0; i < 26; i++) {
            changes.putAll(Leaves.brokenSkill("topic_" + (char) ('a' + i)));
        }
        var pull = bot.opens(bot.ada, changes);

        afterAWhile();

        assertThat(pull.checkRuns()).singleElement().satisfies(run -> {
            assertThat(run.conclusion()).contains("failure");
            assertThat(run.output().annotations())
                    .hasSize(bot.contribution(pull).errors()
                            + bot.contribution(pull).warnings())
                    .doesNotHaveDuplicates();
        });
    }

    @Test
    void annotationsAreNotSentAgainWhereGitHubStillShowsWhatWasBefore() {
        bot.github.faults().always("GET", "/repos/*/*/commits/*/check-runs", Fault.answer(noRuns()));
        var changes = new LinkedHashMap<String, Change>();
        for (int i = 0; i < 26; i++) {
            changes.putAll(Leaves.brokenSkill("topic_" + (char) ('a' + i)));
        }
        var pull = bot.opens(bot.ada, changes);

        bot.runUntilQuiet();

        assertThat(pull.checkRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.output().annotations())
                        .hasSizeGreaterThan(50)
                        .doesNotHaveDuplicates());
    }

    private static Answer noRuns() {
        var none = Json.object().put("total_count", 0);
        none.putArray("check_runs");
        return Answer.json(200, none);
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "json", "cut"})
    void anAnswerThatMakesNoSenseIsAskedForAgain(String kind) {
        var fault = switch (kind) {
            case "page" -> Fault.htmlErrorPage();
            case "json" -> Fault.truncatedJson();
            default -> Fault.cutOff();
        };
        bot.github.faults().next("GET", "/repos/*/*/pulls/*", fault);
        bot.github.faults().next("GET", "/repos/*/*/git/trees/*", fault);
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        afterAWhile();

        isReadyForTriage(pull);
    }

    @Test
    void theWholeInstallationPausesWhenGitHubAsksForPatience() {
        bot.github.faults().next("POST", CHECKS, GitHubFaults.secondaryLimit(Duration.ofSeconds(5)));
        var first = bot.opens(bot.ada, Leaves.skill("haiku"));
        var second = bot.opens(bot.ada, Leaves.skill("ode"));
        bot.runUntilQuiet();
        assertThat(first.comments()).isEmpty();
        assertThat(second.comments()).isEmpty();
        bot.github.requests().clear();

        bot.later(Duration.ofSeconds(4));
        assertThat(bot.github.requests().writes().stream()
                        .filter(request -> request.path().startsWith("/repos")))
                .isEmpty();

        bot.later(Duration.ofSeconds(2));
        isReadyForTriage(first);
        isReadyForTriage(second);
    }

    @Test
    void aLimitWithoutAnyHeaderIsAMinuteAtLeast() {
        bot.github.faults().next("POST", COMMENTS, GitHubFaults.secondaryLimit());
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();

        bot.later(Duration.ofSeconds(59));
        assertThat(pull.comments()).isEmpty();

        bot.later(Duration.ofMinutes(5));
        isReadyForTriage(pull);
    }

    @Test
    void aMissingPermissionIsToldToTheOperatorAndTheRestGoesOn() {
        bot.github.faults().always("POST", COMMENTS, GitHubFaults.forbidden());
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));

        bot.runUntilQuiet();

        assertThat(pull.checkRuns()).hasSize(1);
        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-requested-changes", "skill");
        assertThat(pull.comments()).isEmpty();
        assertThat(bot.github.requests().count("POST", COMMENTS))
                .as("no retry cures it")
                .isEqualTo(1);
    }

    @Test
    void aPullRequestThatIsNotThereYetIsAskedForThreeTimes() {
        bot.github.faults().next(2, "GET", "/repos/*/*/pulls/*", GitHubFaults.notFound());
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        afterAWhile();

        isReadyForTriage(pull);
    }

    @Test
    void aPullRequestThatIsGoneIsDroppedWithAReason() {
        bot.github.faults().always("GET", "/repos/*/*/pulls/*", GitHubFaults.notFound());
        bot.opens(bot.ada, Leaves.skill("haiku"));

        afterAWhile();

        assertThat(bot.jobs(JobFilter.ALL.of(JobKind.CHECK_CONTRIBUTION)))
                .singleElement()
                .satisfies(job -> assertThat(job.result()).startsWith("dropped: "));
        assertThat(bot.github.requests().count("GET", "/repos/*/*/pulls/*")).isEqualTo(3);
    }

    @Test
    void aCommentThatSomebodyDeletedIsMadeAnew() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        pull.delete(bot.maintainer, bot.botComments(pull).get(0));

        pull.push(Leaves.skill("haiku"), "Mended");
        bot.runUntilQuiet();

        isReadyForTriage(pull);
    }

    @Test
    void aCommentThatIsRefusedAsItIsBecomesAShorterOne() {
        bot.github.faults().next("POST", COMMENTS, GitHubFaults.unprocessable("Body is too long"));
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));

        bot.runUntilQuiet();

        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment ->
                        assertThat(comment.body()).contains("to change", "The check run of this commit has all of it"));
    }

    @Test
    void annotationsThatAreRefusedLeaveTheWords() {
        bot.github.faults().next("POST", CHECKS, GitHubFaults.unprocessable("Invalid annotation"));
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));

        bot.runUntilQuiet();

        assertThat(pull.checkRuns()).singleElement().satisfies(run -> {
            assertThat(run.conclusion()).contains("failure");
            assertThat(run.output().annotations()).isEmpty();
            assertThat(run.output().summary().orElseThrow()).contains("could not be shown on their lines");
        });
    }

    @Test
    void whatIsRefusedForGoodDoesNotHoldUpTheRest() {
        bot.github.faults().always("POST", LABELS, GitHubFaults.unprocessable("No"));
        var first = bot.opens(bot.ada, Leaves.skill("haiku"));
        var second = bot.opens(bot.ada, Leaves.skill("ode"));

        bot.runUntilQuiet();

        assertThat(List.of(first, second)).allSatisfy(pull -> {
            assertThat(pull.labels()).isEmpty();
            assertThat(bot.botComments(pull)).hasSize(1);
        });
    }

    @Test
    void aTokenThatWasRevokedIsRenewedOnce() {
        bot.opens(bot.ada, Leaves.readme());
        bot.runUntilQuiet();
        bot.github.revokeTokens();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        bot.runUntilQuiet();

        isReadyForTriage(pull);
    }

    @Test
    void aMarkerThatSomebodyElsePastedIsNotBelieved() {
        bot.github.webhooks().hold();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        var pasted = pull.comment(bot.ada, "Approved.\n\n<!-- treewarden:contribution -->");
        bot.github.webhooks().release();

        bot.runUntilQuiet();

        isReadyForTriage(pull);
        assertThat(pull.comments()).contains(pasted);
    }

    @Test
    void ofTwoCommentsThatACrashLeftTheOlderOneIsKeptUpToDate() {
        bot.github.webhooks().hold();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        var older = pull.comment(bot.github.bot(), "Older.\n\n<!-- treewarden:contribution -->");
        var newer = pull.comment(bot.github.bot(), "Newer.\n\n<!-- treewarden:contribution -->");
        bot.github.webhooks().release();

        bot.runUntilQuiet();

        assertThat(bot.botComments(pull)).hasSize(2);
        assertThat(bot.botComments(pull).get(0).id()).isEqualTo(older.id());
        assertThat(bot.botComments(pull).get(0).body()).contains("Ready for triage");
        assertThat(bot.botComments(pull).get(1).body()).isEqualTo(newer.body());
    }

    private void afterAWhile() {
        bot.runUntilQuiet();
        for (int minute = 0; minute < 5; minute++) {
            bot.later(Duration.ofMinutes(1));
        }
    }

    private void isReadyForTriage(PullRequest pull) {
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(pull.checkRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains("success"));
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("Ready for triage"));
        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-needed", "skill");
    }
}
