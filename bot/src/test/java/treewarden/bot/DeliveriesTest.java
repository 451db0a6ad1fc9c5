package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.domain.JobKind;
import treewarden.domain.Secret;
import treewarden.forge.WebhookSignature;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Webhooks;
import treewarden.store.JobFilter;
import treewarden.store.JobState;

/** Deliveries that come twice, late, in the wrong order, malformed or never. */
class DeliveriesTest {
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
    void everythingTwiceIsAsGoodAsOnce() {
        bot.github.webhooks().copies(3);
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        pull.push(Leaves.skill("haiku"), "Mended");
        bot.runUntilQuiet();

        isReadyForTriage(pull);
        assertThat(bot.teacher.asked()).hasSize(1);
    }

    @Test
    void theWrongOrderEndsInTheSameState() {
        bot.github.webhooks().hold();
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        pull.push(Leaves.skill("haiku"), "Mended");
        bot.github.webhooks().release(Webhooks.Order.REVERSED);

        bot.runUntilQuiet();

        isReadyForTriage(pull);
    }

    @Test
    void anOldEventThatIsSentAgainUnderANewIdChangesNothing() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        pull.push(Leaves.skill("sonnet"), "More");
        bot.runUntilQuiet();
        bot.github.requests().clear();

        var opened = bot.github.deliveries().stream()
                .filter(delivery -> delivery.event().equals("pull_request"))
                .findFirst()
                .orElseThrow();
        send("a-new-id", "pull_request", opened.body());
        bot.runUntilQuiet();

        assertThat(bot.github.requests().writes()).isEmpty();
        assertThat(bot.contribution(pull).head().hex()).isEqualTo(pull.headSha());
    }

    @Test
    void fiftyPushesInARowAreAtMostTwoChecks() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        for (int i = 0; i < 50; i++) {
            pull.push(Leaves.skill("haiku" + (i % 2 == 0 ? "_even" : "_odd")), "Push " + i);
        }

        bot.runUntilQuiet();

        assertThat(bot.jobs(JobFilter.ALL.of(JobKind.CHECK_CONTRIBUTION))).hasSizeLessThanOrEqualTo(2);
        isReadyForTriage(pull);
    }

    @Test
    void aPushDuringTheSampleMakesItsResultOutdated() {
        bot.teacher.waits();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.SAMPLING);
        var oldHead = pull.headSha();

        pull.push(Leaves.brokenSkill("haiku"), "Broken now");
        bot.teacher.recovers();
        bot.later(Duration.ofMinutes(5));

        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.NEEDS_CHANGES);
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment ->
                        assertThat(comment.body()).contains("to change").doesNotContain("pretend-teacher"));
        assertThat(bot.repository.checkRuns(oldHead)).hasSize(1);
        assertThat(pull.checkRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains("failure"));
    }

    @Test
    void aForcePushBackToAnOlderHeadShowsWhatIsTrueOfIt() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        var first = pull.headSha();
        pull.push(Leaves.brokenSkill("haiku"), "Broken");
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.NEEDS_CHANGES);

        pull.forcePush(first);
        bot.runUntilQuiet();

        isReadyForTriage(pull);
        assertThat(bot.teacher.asked()).as("the sample of that head is there").hasSize(1);
    }

    @Test
    void whatWasMissedWhileNobodyListenedIsFoundByTheSweep() {
        var known = bot.opens(bot.ada, Leaves.skill("haiku"));
        var closed = bot.opens(bot.ada, Leaves.skill("ode"));
        bot.runUntilQuiet();
        bot.github.webhooks().drop(100);
        known.push(Leaves.brokenSkill("haiku"), "Broken");
        closed.close(bot.ada);
        var opened = bot.opens(bot.ada, Leaves.skill("sonnet"));
        var plain = bot.opens(bot.ada, Leaves.readme());
        bot.runUntilQuiet();
        assertThat(opened.checkRuns()).isEmpty();

        bot.sweeps();

        assertThat(bot.contribution(known).state()).isEqualTo(ContributionState.NEEDS_CHANGES);
        assertThat(bot.contribution(closed).state()).isEqualTo(ContributionState.CLOSED);
        isReadyForTriage(opened);
        assertThat(plain.checkRuns()).hasSize(1);
        bot.github.requests().clear();
        bot.sweeps();
        assertThat(bot.github.requests().writes())
                .as("a sweep that finds nothing new")
                .isEmpty();
        assertThat(bot.github.requests().count("GET", "/repos/*/*/pulls/*")).isZero();
    }

    @Test
    void theSweepComesBackByItself() {
        bot.sweeps();
        bot.github.webhooks().drop(100);
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        bot.later(Duration.ofHours(1));

        isReadyForTriage(pull);
    }

    @Test
    void aRepositoryThatIsNotInTheListIsIgnoredWithANote() {
        bot.serving("instructlab/elsewhere");
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        assertThat(bot.runUntilQuiet().failures()).isEmpty();

        assertThat(pull.checkRuns()).isEmpty();
        assertThat(pull.comments()).isEmpty();
        assertThat(bot.outcomes()).contains("ignored: instructlab/taxonomy is not in the list of repositories");
    }

    @Test
    void aDeliveryThatCannotBeReadIsParkedWithItsReason() {
        send("broken", "pull_request", "{\"action\": \"opened\", ");
        send("deep", "pull_request", "[".repeat(100_000));

        bot.runUntilQuiet();

        assertThat(bot.jobs(JobFilter.ALL.in(JobState.FAILED)))
                .hasSize(2)
                .allSatisfy(job -> assertThat(job.lastError()).contains("cannot be read"));
        assertThat(bot.outcomes()).anyMatch(outcome -> outcome.startsWith("cannot be read: "));
    }

    @Test
    void anUnknownEventIsIgnored() {
        send("unknown", "sponsorship", "{\"action\": \"created\"}");

        assertThat(bot.runUntilQuiet().failures()).isEmpty();
        assertThat(bot.outcomes()).anyMatch(outcome -> outcome.startsWith("ignored"));
    }

    @Test
    void aRepositoryThatTheAppLeftIsLeftAlone() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.runUntilQuiet();
        bot.github.webhooks().hold();
        pull.push(Leaves.brokenSkill("haiku"), "Broken");
        bot.repository.uninstall(bot.maintainer);
        bot.github.webhooks().release();

        assertThat(bot.runUntilQuiet().failures()).isEmpty();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
    }

    private void isReadyForTriage(PullRequest pull) {
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(pull.checkRuns()).singleElement().satisfies(run -> {
            assertThat(run.headSha()).isEqualTo(pull.headSha());
            assertThat(run.conclusion()).contains("success");
        });
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("Ready for triage"));
        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-needed", "skill");
    }

    private void send(String id, String event, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create(bot.webhookUrl()))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", event)
                .header("X-GitHub-Delivery", id)
                .header(WebhookSignature.HEADER, WebhookSignature.of(bytes, Secret.of(BotAtWork.SECRET)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        try {
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(202);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
