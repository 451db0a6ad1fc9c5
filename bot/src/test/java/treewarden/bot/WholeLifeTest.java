package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.sandbox.github.Person;
import treewarden.sandbox.github.PullRequest;

/**
 * A contribution's whole life: a stranger opens it with errors, mends it, asks for help, waits, gets the go, is sampled, and
 * it is merged. The process is killed after every single write of that, one after the other, and another one takes over.
 * The end is that of an undisturbed life, and nothing is there twice.
 */
class WholeLifeTest {
    @TempDir
    Path folder;

    @Test
    void whateverWriteTheProcessDiesAfterTheEndIsTheSame() {
        var undisturbed = new int[1];
        var expected = live(folder.resolve("undisturbed"), Integer.MAX_VALUE, undisturbed);
        assertThat(undisturbed[0]).isGreaterThan(15);

        for (int fatalWrite = 1; fatalWrite <= undisturbed[0]; fatalWrite++) {
            assertThat(live(folder.resolve("killed-" + fatalWrite), fatalWrite, new int[1]))
                    .as("killed after write %d of %d", fatalWrite, undisturbed[0])
                    .isEqualTo(expected);
        }
    }

    /** All that can be seen of a contribution in the end; texts without the ids and times that differ between two lives. */
    private record End(
            ContributionState state,
            Set<String> labels,
            List<String> checks,
            List<String> comments,
            List<String> reactions,
            int samples) {}

    private static End live(Path folder, int fatalWrite, int[] writes) {
        try (var bot = new BotAtWork(folder)) {
            var life = new Life(bot, fatalWrite);
            var stranger = bot.github.person("stranger");
            var pull = bot.opens(stranger, Leaves.brokenSkill("haiku"));
            life.goesOn();
            pull.push(Leaves.skill("haiku"), "Mended");
            life.goesOn();
            pull.comment(stranger, "/help");
            life.goesOn();
            pull.comment(bot.maintainer, "Fine with me.\n\n/sample");
            life.goesOn();
            pull.merge(bot.maintainer);
            life.goesOn();
            bot.sweeps();
            writes[0] = life.writes();
            return end(bot, pull, stranger);
        }
    }

    private static End end(BotAtWork bot, PullRequest pull, Person stranger) {
        var comments = new ArrayList<String>();
        var reactions = new ArrayList<String>();
        for (var comment : pull.comments()) {
            comments.add(comment.author().login() + ": "
                    + comment.body()
                            .replaceAll("\\d+ (ms|s|min)\\b", "some time")
                            .replaceAll("[0-9a-f]{7,40}|:\\d+ -->", "X"));
            comment.reactions().forEach(one -> reactions.add(comment.author().login() + " " + one.content()));
        }
        assertThat(stranger.login()).isEqualTo("stranger");
        return new End(
                bot.contribution(pull).state(),
                new TreeSet<>(pull.labels()),
                pull.checkRuns().stream()
                        .map(run -> run.name() + " " + run.conclusion().orElse("unfinished"))
                        .toList(),
                comments,
                reactions,
                bot.teacher.asked().size());
    }

    /** The bot's processes, the first of which may die. */
    private static final class Life {
        private final BotAtWork bot;
        private final ForgeThatKills[] forge = new ForgeThatKills[1];
        private boolean isDead;

        Life(BotAtWork bot, int fatalWrite) {
            this.bot = bot;
            bot.restarted(real -> {
                forge[0] = new ForgeThatKills(real, fatalWrite, () -> {
                    isDead = true;
                    bot.database().close();
                });
                return forge[0];
            });
            bot.sweeps();
        }

        /** As far as it gets; where it is killed on the way, the next process goes on. */
        void goesOn() {
            try {
                bot.runUntilQuiet();
            } catch (RuntimeException | ForgeThatKills.Killed e) {
                if (!isDead) {
                    throw e;
                }
            }
            if (isDead) {
                isDead = false;
                bot.restarted(real -> real).runUntilQuiet();
            }
        }

        int writes() {
            return forge[0].writes();
        }
    }
}
