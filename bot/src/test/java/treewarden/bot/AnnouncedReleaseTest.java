package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.ContributionState;
import treewarden.domain.Effect.ShowRelease;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.Comment;
import treewarden.sandbox.github.GitHubFaults;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.http.Fault;

/** Who hears of a release that is published: its contributors, each once, and whoever looks at the code host. */
class AnnouncedReleaseTest {
    private static final String RELEASES = "/repos/*/*/releases";

    @TempDir
    Path folder;

    @Test
    void eachContributorIsToldAndTheCodeHostShowsTheRelease() {
        try (var bot = new BotAtWork(folder)) {
            var haiku = approvedAndMerged(bot, Leaves.skill("haiku"));
            var odes = approvedAndMerged(bot, Leaves.skill("odes"));

            var release = new Releasing(bot).published();

            assertThat(release.state()).isEqualTo(ReleaseState.PUBLISHED);
            assertThat(release.why()).isEqualTo("2 contributions are released");
            assertThat(List.of(haiku, odes)).allSatisfy(pull -> isTold(bot, pull, release.id()));
            assertThat(bot.repository.releases()).singleElement().satisfies(shown -> {
                assertThat(shown.tag()).isEqualTo(release.id().name());
                assertThat(shown.author()).isEqualTo(bot.github.bot());
                assertThat(shown.sha()).isEqualTo(bot.repository.head("main").orElseThrow());
                assertThat(shown.body())
                        .contains("`community/model`", "- new: `compositional_skills/writing/haiku`, ")
                        .contains("- `ada`: ", "https://github.example/instructlab/taxonomy/pull/" + odes.number())
                        .contains("0.020, no worse", "](https://hub.example/community/model)");
            });
        }
    }

    @Test
    void whoeverAnnouncesItTwiceSaysItOnce() {
        try (var bot = new BotAtWork(folder)) {
            var pull = approvedAndMerged(bot, Leaves.skill("haiku"));
            var release = new Releasing(bot).published();

            bot.enqueue(new RunReleaseStage(release.id(), ReleaseStage.ANNOUNCE));
            bot.runUntilQuiet();
            bot.sweeps();

            isTold(bot, pull, release.id());
            assertThat(bot.repository.releases()).hasSize(1);
        }
    }

    /** The comment, a label that comes and one that goes, the word to the contributor, the release. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void whateverWriteTheProcessDiesAfterItIsSaidOnce(int fatalWrite) {
        try (var bot = new BotAtWork(folder)) {
            var pull = approvedAndMerged(bot, Leaves.skill("haiku"));
            var releasing = new Releasing(bot);
            var release = releasing.plan();
            var kills = new ForgeThatKills[1];
            bot.restarted(forge -> {
                kills[0] = new ForgeThatKills(
                        forge, fatalWrite, () -> bot.database().close());
                return kills[0];
            });
            releasing.isMade(release.id());

            assertThat(catchThrowable(bot::runUntilQuiet)).isNotNull();
            assertThat(kills[0].hasKilled()).isTrue();
            bot.restarted(forge -> forge).runUntilQuiet();

            isTold(bot, pull, release.id());
            assertThat(bot.repository.releases()).hasSize(1);
            assertThat(releasing.now(release.id()).state()).isEqualTo(ReleaseState.PUBLISHED);
        }
    }

    @Test
    void whereTheAnswerGotLostTheReleaseIsFoundAgain() {
        try (var bot = new BotAtWork(folder)) {
            approvedAndMerged(bot, Leaves.skill("haiku"));
            bot.github.faults().next(1, "POST", RELEASES, Fault.dropConnectionAfterStoring());

            new Releasing(bot).published();
            bot.later(Duration.ofMinutes(10));

            assertThat(bot.repository.releases()).hasSize(1);
            assertThat(bot.github.requests().count("POST", RELEASES)).isEqualTo(1);
        }
    }

    @Test
    void whereTheAppMayNotWriteContentsEverybodyElseIsToldAndTheModelIsReleased() {
        try (var bot = new BotAtWork(folder)) {
            bot.github.faults().always("POST", RELEASES, GitHubFaults.forbidden());
            var pull = approvedAndMerged(bot, Leaves.skill("haiku"));

            var release = new Releasing(bot).published();
            bot.later(Duration.ofHours(1));

            assertThat(release.state()).isEqualTo(ReleaseState.PUBLISHED);
            isTold(bot, pull, release.id());
            assertThat(bot.repository.releases()).isEmpty();
            assertThat(bot.github.requests().count("POST", RELEASES))
                    .as("no retry cures it")
                    .isEqualTo(1);
            assertThat(notShown(bot, release.id())).contains("Check the permissions of the GitHub App");
        }
    }

    @Test
    void aReleaseOfSomebodyElseIsLeftAsItIs() {
        try (var bot = new BotAtWork(folder)) {
            approvedAndMerged(bot, Leaves.skill("haiku"));
            var releasing = new Releasing(bot);
            var release = releasing.plan();
            bot.repository.release(bot.maintainer, release.id().name(), "main", "Mine.");

            releasing.isMade(release.id());
            bot.runUntilQuiet();

            assertThat(bot.repository.releases())
                    .singleElement()
                    .matches(shown -> shown.body().equals("Mine."));
            assertThat(notShown(bot, release.id())).contains("is not ours: rename or delete it");
        }
    }

    @Test
    void whereNotesAreOffNobodyIsAskedForThePermission() {
        try (var bot = new BotAtWork(folder).withoutNotes()) {
            var pull = approvedAndMerged(bot, Leaves.skill("haiku"));

            var release = new Releasing(bot).published();

            isTold(bot, pull, release.id());
            assertThat(bot.github.requests().count("GET", RELEASES + "/**")).isZero();
            assertThat(bot.repository.releases()).isEmpty();
        }
    }

    private static String notShown(BotAtWork bot, ReleaseId release) {
        return bot.database()
                .read(tables -> tables.outbox().whyRefused(ShowRelease.target(bot.repository.id(), release.name())))
                .orElse("");
    }

    private static void isTold(BotAtWork bot, PullRequest pull, ReleaseId release) {
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.RELEASED);
        assertThat(pull.labels()).containsExactlyInAnyOrder("treewarden-released", "skill");
        assertThat(pull.comments().stream()
                        .map(Comment::body)
                        .filter(body -> body.contains("treewarden:nudge " + release)))
                .singleElement()
                .asString()
                .contains("**" + release + "** is published, and 1 leaf of this pull request is in it.");
    }

    static PullRequest approvedAndMerged(BotAtWork bot, Map<String, Change> changes) {
        var pull = bot.opens(bot.ada, changes);
        bot.runUntilQuiet();
        bot.later(Duration.ofMinutes(1));
        pull.comment(bot.maintainer, "/approve");
        bot.runUntilQuiet();
        pull.merge(bot.maintainer);
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.MERGED);
        return pull;
    }
}
