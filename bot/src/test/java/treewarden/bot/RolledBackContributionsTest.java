package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.bot.release.FindMerged;
import treewarden.domain.ContributionState;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseState;
import treewarden.sandbox.github.Comment;
import treewarden.sandbox.github.PullRequest;

/** What becomes of the contributions of a release that is rolled back, and what their contributors hear of it. */
class RolledBackContributionsTest {
    @TempDir
    Path folder;

    private BotAtWork bot;
    private Releasing releasing;
    private PullRequest haiku;
    private PullRequest odes;
    private PullRequest songs;
    private Release first;
    private Release second;

    @BeforeEach
    void twoArePublished() {
        bot = new BotAtWork(folder);
        releasing = new Releasing(bot);
        haiku = approvedAndMerged("haiku");
        first = releasing.published();
        bot.later(Duration.ofHours(1));
        odes = approvedAndMerged("odes");
        songs = approvedAndMerged("songs");
        second = releasing.published();
        bot.later(Duration.ofHours(1));
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void whatOnlyTheUndoneOneHeldWaitsForTheNextOneAtOnce() {
        assertThat(waiting()).isEmpty();

        releasing.rolledBackTo(first);

        assertThat(waiting()).containsExactlyInAnyOrder(odes.number(), songs.number());
        assertThat(bot.contribution(odes).state()).isEqualTo(ContributionState.MERGED);
        assertThat(bot.contribution(odes).stateSince())
                .as("a schedule waits its quiet time")
                .isEqualTo(bot.clock.instant());
        assertThat(bot.contribution(haiku).state())
                .as("an earlier release holds it")
                .isEqualTo(ContributionState.RELEASED);
        assertThat(bot.timeline(odes))
                .last()
                .satisfies(entry ->
                        assertThat(entry.why()).isEqualTo(second.id() + ", which held it, was rolled back by grace"));
    }

    @Test
    void theirContributorsAreToldOnceAndTheLabelFollows() {
        releasing.rolledBackTo(first);
        bot.runUntilQuiet();
        bot.sweeps();
        bot.later(Duration.ofDays(1));

        assertThat(List.of(odes, songs)).allSatisfy(pull -> {
            assertThat(pull.labels()).containsExactlyInAnyOrder("treewarden-merged", "skill");
            assertThat(told(pull, "rolled back"))
                    .singleElement()
                    .asString()
                    .contains("**" + second.id() + "**", "Your work is not lost", "goes into the next release");
        });
        assertThat(told(haiku, "rolled back")).isEmpty();
        assertThat(haiku.labels()).containsExactlyInAnyOrder("treewarden-released", "skill");
    }

    /** A comment, labels that come and go, and the word, of two contributions. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverWriteTheProcessDiesAfterItIsSaidOnce(int fatalWrite) {
        var kills = new ForgeThatKills[1];
        bot.restarted(forge -> {
            kills[0] =
                    new ForgeThatKills(forge, fatalWrite, () -> bot.database().close());
            return kills[0];
        });
        releasing.rolledBackTo(first);

        assertThat(catchThrowable(bot::runUntilQuiet)).isNotNull();
        assertThat(kills[0].hasKilled()).isTrue();
        bot.restarted(forge -> forge).runUntilQuiet();

        assertThat(List.of(odes, songs)).allSatisfy(pull -> {
            assertThat(pull.labels()).containsExactlyInAnyOrder("treewarden-merged", "skill");
            assertThat(told(pull, "rolled back")).hasSize(1);
        });
    }

    @Test
    void whatIsKeptOutMeanwhileIsNotPromisedToComeWithTheNextOne() {
        releasing.withdraw("#" + songs.number());

        releasing.rolledBackTo(first);
        bot.runUntilQuiet();

        assertThat(waiting()).containsExactly(odes.number());
        assertThat(told(songs, "rolled back"))
                .singleElement()
                .asString()
                .contains("keep it out of the next releases", "Ask here")
                .doesNotContain("goes into the next release");
        assertThat(told(odes, "rolled back")).singleElement().asString().contains("goes into the next release");
    }

    @Test
    void theNextReleaseCountsThemAsNewLooksAtTheirApprovalAndTellsThem() {
        releasing.rolledBackTo(first);
        releasing.withdraw("#" + songs.number());

        var third = releasing.published();

        assertThat(third.state()).isEqualTo(ReleaseState.PUBLISHED);
        assertThat(third.why()).isEqualTo("1 contribution is released");
        assertThat(releasing.planOf(third.id()).contributions()).containsExactly(bot.id(odes));
        assertThat(bot.contribution(odes).state()).isEqualTo(ContributionState.RELEASED);
        assertThat(odes.labels()).containsExactlyInAnyOrder("treewarden-released", "skill");
        assertThat(told(odes, "**" + third.id() + "** is published")).hasSize(1);
        assertThat(bot.contribution(songs).state()).isEqualTo(ContributionState.MERGED);
    }

    @Test
    void broughtForwardAgainTheyAreReleasedAgainAndTold() {
        releasing.rolledBackTo(first);
        bot.runUntilQuiet();
        bot.later(Duration.ofHours(1));

        releasing.rolledBackTo(second);
        bot.runUntilQuiet();

        assertThat(waiting()).isEmpty();
        assertThat(List.of(odes, songs)).allSatisfy(pull -> {
            assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.RELEASED);
            assertThat(pull.labels()).containsExactlyInAnyOrder("treewarden-released", "skill");
            assertThat(told(pull, "is what people get again"))
                    .singleElement()
                    .asString()
                    .contains("**" + second.id() + "**", "1 leaf of this pull request is in it", "hub.example");
        });
        assertThat(told(haiku, "is what people get again")).isEmpty();

        bot.later(Duration.ofHours(1));
        releasing.rolledBackTo(first);
        bot.runUntilQuiet();
        assertThat(told(odes, "Your work is not lost")).as("each time anew").hasSize(2);
    }

    @Test
    void broughtForwardBeforeAnybodyWasToldNobodyHearsThatItWasGone() {
        releasing.rolledBackTo(first);
        releasing.rolledBackTo(second);
        bot.runUntilQuiet();

        assertThat(told(odes, "Your work is not lost")).isEmpty();
        assertThat(odes.labels()).containsExactlyInAnyOrder("treewarden-released", "skill");
    }

    @Test
    void whatTheReleaseHoldsThatIsBroughtForwardStaysReleasedAndHearsInWhich() {
        releasing.rolledBackTo(first);
        bot.later(Duration.ofHours(1));
        var fables = approvedAndMerged("fables");
        var third = releasing.published();
        assertThat(told(odes, "**" + third.id() + "** is published")).hasSize(1);
        bot.later(Duration.ofHours(1));

        releasing.rolledBackTo(second);
        bot.runUntilQuiet();

        assertThat(bot.contribution(odes).state()).isEqualTo(ContributionState.RELEASED);
        assertThat(told(odes, "**" + second.id() + "** is what people get again"))
                .hasSize(1);
        assertThat(bot.contribution(fables).state()).isEqualTo(ContributionState.MERGED);
        assertThat(told(fables, "**" + third.id() + "**, which held this pull request, was rolled back"))
                .hasSize(1);
    }

    @Test
    void whatALaterReleaseHoldsOfAnEarlierOneComesBackWithIt() {
        var fables = approvedAndMerged("fables");
        var third = releasing.published();
        bot.later(Duration.ofHours(1));
        releasing.rolledBackTo(first);
        bot.runUntilQuiet();
        assertThat(waiting()).hasSize(3);
        bot.later(Duration.ofHours(1));

        releasing.rolledBackTo(third);
        bot.runUntilQuiet();

        assertThat(releasing.now(second.id()).state()).isEqualTo(ReleaseState.ROLLED_BACK);
        assertThat(List.of(odes, songs, fables))
                .allSatisfy(pull -> assertThat(told(pull, "**" + third.id() + "** is what people get again"))
                        .hasSize(1));
        assertThat(waiting()).isEmpty();
    }

    private List<Integer> waiting() {
        return bot.merged().waiting(bot.repository.id()).stream()
                .map(FindMerged.Waiting::id)
                .map(id -> id.number())
                .toList();
    }

    private static List<String> told(PullRequest pull, String words) {
        return pull.comments().stream()
                .map(Comment::body)
                .filter(body -> body.contains("treewarden:nudge") && body.contains(words))
                .toList();
    }

    private PullRequest approvedAndMerged(String topic) {
        return AnnouncedReleaseTest.approvedAndMerged(bot, Leaves.skill(topic));
    }
}
