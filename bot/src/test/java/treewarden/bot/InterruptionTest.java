package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.ContributionState;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Reaction;

/**
 * The process is killed after each single write of a contribution's life, and another one takes over: the end is always the
 * same, and nothing is there twice.
 */
class InterruptionTest {
    @TempDir
    Path folder;

    /** Opened with many findings: two requests for its annotations, the comment, the labels, the suggestions. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void whileItsFirstCheckIsShown(int fatalWrite) {
        try (var bot = new BotAtWork(folder)) {
            var death = deathAfter(fatalWrite, bot);
            var pull = bot.opens(bot.ada, manyFindings());

            assertThat(catchThrowable(bot::runUntilQuiet)).isNotNull();
            assertThat(death.kill().hasKilled()).isTrue();
            bot.restarted(forge -> forge).runUntilQuiet();

            assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.NEEDS_CHANGES);
            assertThat(bot.botComments(pull)).hasSize(1);
            assertThat(pull.reviews()).hasSize(1);
            assertThat(pull.labels()).containsExactlyInAnyOrder("triage-requested-changes", "skill");
            assertThat(pull.checkRuns()).singleElement().satisfies(run -> {
                assertThat(run.conclusion()).contains("failure");
                assertThat(run.output().annotations())
                        .hasSize(bot.contribution(pull).errors()
                                + bot.contribution(pull).warnings())
                        .hasSizeGreaterThan(50)
                        .doesNotHaveDuplicates();
            });
        }
    }

    /** A stranger's pull request that gets the go: reactions, an answer, the comment twice, labels added and taken away. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void whileItGetsTheGoAndItsSampleIsShown(int fatalWrite) {
        try (var bot = new BotAtWork(folder)) {
            var pull = bot.opens(bot.github.person("stranger"), Leaves.skill("haiku"));
            bot.runUntilQuiet();
            var death = deathAfter(fatalWrite, bot);
            pull.comment(bot.maintainer, "/sample\n/help");

            assertThat(catchThrowable(bot::runUntilQuiet)).isNotNull();
            assertThat(death.kill().hasKilled()).isTrue();
            bot.restarted(forge -> forge).runUntilQuiet();

            isSampledOnce(bot, pull);
            assertThat(bot.replies(pull)).hasSize(1);
            assertThat(pull.comments().stream().flatMap(comment -> comment.reactions().stream()))
                    .extracting(Reaction::content)
                    .containsExactlyInAnyOrder("eyes", "+1");
        }
    }

    /** Somebody pushes between the death and the next life. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whileTheWorldGoesOn(int fatalWrite) {
        try (var bot = new BotAtWork(folder)) {
            deathAfter(fatalWrite, bot);
            var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
            assertThat(catchThrowable(bot::runUntilQuiet)).isNotNull();

            pull.push(Leaves.skill("haiku"), "Mended");
            bot.restarted(forge -> forge).runUntilQuiet();
            bot.sweeps();

            isSampledOnce(bot, pull);
        }
    }

    private static void isSampledOnce(BotAtWork bot, PullRequest pull) {
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.teacher.asked()).hasSize(1);
        assertThat(pull.checkRuns())
                .singleElement()
                .satisfies(run -> assertThat(run.conclusion()).contains("success"));
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment -> assertThat(comment.body()).contains("Ready for triage", "1 of 2"));
        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-needed", "skill");
    }

    /** What is going to happen. */
    private record Death(ForgeThatKills kill) {}

    private static Death deathAfter(int fatalWrite, BotAtWork bot) {
        var kills = new ForgeThatKills[1];
        bot.restarted(forge -> {
            kills[0] =
                    new ForgeThatKills(forge, fatalWrite, () -> bot.database().close());
            return kills[0];
        });
        return new Death(kills[0]);
    }

    private static Map<String, Change> manyFindings() {
        var changes = new LinkedHashMap<String, Change>();
        for (int i = 0; i < 30; i++) {
            changes.putAll(Leaves.brokenSkill("topic_" + (char) ('a' + i % 26) + (i < 26 ? "" : "x")));
        }
        return changes;
    }
}
