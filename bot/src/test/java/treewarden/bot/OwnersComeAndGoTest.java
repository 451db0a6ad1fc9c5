package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;
import treewarden.sandbox.github.PullRequest;

/** Installations and repositories that are suspended, put away, moved and given back. The row R23. */
class OwnersComeAndGoTest {
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
    void whatWasToBeShownInASuspendedInstallationIsShownWhenItIsGivenBack() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        bot.spacing(Duration.ofSeconds(1));
        pull.push(Leaves.skill("haiku"), "Mended");
        bot.runUntilQuiet();
        bot.github.suspend(bot.repository.owner(), bot.maintainer);
        bot.github.requests().clear();

        for (int i = 0; i < 60; i++) {
            bot.later(Duration.ofMinutes(5));
        }
        assertThat(bot.github.requests().count("*", "/repos/**"))
                .as("nobody asks again and again")
                .isLessThanOrEqualTo(1);

        bot.github.unsuspend(bot.repository.owner(), bot.maintainer);
        for (int i = 0; i < 20; i++) {
            bot.later(Duration.ofSeconds(1));
        }
        isReadyForTriage(pull);
    }

    @Test
    void aSuspensionThatNobodyToldUsOfIsNoticedAndItsEndTooByTheSweep() {
        bot.github.webhooks().hold();
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));
        bot.github.webhooks().release();
        bot.github.webhooks().drop(1);
        bot.github.suspend(bot.repository.owner(), bot.maintainer);
        assertThat(bot.runUntilQuiet().failures()).isEmpty();
        assertThat(pull.checkRuns()).isEmpty();

        bot.github.webhooks().drop(1);
        bot.github.unsuspend(bot.repository.owner(), bot.maintainer);
        bot.later(Duration.ofHours(1));

        isReadyForTriage(pull);
    }

    @Test
    void anArchiveIsLeftInPeaceUntilItIsOpenAgain() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        bot.github.webhooks().hold();
        pull.push(Leaves.skill("haiku"), "Mended");
        bot.repository.archive(bot.maintainer);
        bot.github.webhooks().release();
        assertThat(bot.runUntilQuiet().failures()).isEmpty();
        bot.later(Duration.ofHours(5));
        assertThat(bot.contribution(pull).state()).isNotEqualTo(ContributionState.AWAITING_TRIAGE);

        bot.repository.unarchive(bot.maintainer);
        bot.runUntilQuiet();

        isReadyForTriage(pull);
    }

    @Test
    void anArchiveThatOnlyAWriteMeetsKeepsWhatWasToBeShown() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        bot.github.webhooks().drop(1);
        bot.repository.archive(bot.maintainer);
        pull.push(Leaves.skill("haiku"), "Mended");
        bot.github.requests().clear();
        assertThat(bot.runUntilQuiet().failures()).isEmpty();
        assertThat(bot.github.requests().writes().stream()
                        .filter(request -> request.path().startsWith("/repos")))
                .as("one refusal is enough")
                .hasSize(1);

        bot.github.webhooks().drop(1);
        bot.repository.unarchive(bot.maintainer);
        bot.later(Duration.ofHours(1));

        isReadyForTriage(pull);
    }

    @Test
    void aRepositoryWithAnotherNameIsTheSame() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        bot.repository.rename("knowledge", bot.maintainer);
        pull.push(Leaves.skill("haiku"), "Mended");

        assertThat(bot.runUntilQuiet().failures()).isEmpty();

        isReadyForTriage(pull);
        assertThat(bot.contribution(pull).repository().name()).isEqualTo("knowledge");
    }

    @Test
    void theAppThatLeftAndCameBackGoesOnWhereItWas() {
        var pull = bot.opens(bot.ada, Leaves.brokenSkill("haiku"));
        bot.runUntilQuiet();
        bot.repository.uninstall(bot.maintainer);
        pull.push(Leaves.skill("haiku"), "Mended");
        bot.runUntilQuiet();
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.NEEDS_CHANGES);

        bot.repository.install(bot.maintainer);
        bot.runUntilQuiet();

        isReadyForTriage(pull);
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
