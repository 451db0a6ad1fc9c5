package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.ContributionState;

class LifeOfAContributionTest {
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
    void aGoodSkillIsCheckedSampledAndHandedToTheTriagers() {
        var pull = bot.opens(bot.ada, Leaves.skill("haiku"));

        assertThat(bot.runUntilQuiet().failures()).isEmpty();

        assertThat(pull.checkRuns()).singleElement().satisfies(run -> {
            assertThat(run.name()).isEqualTo("Treewarden");
            assertThat(run.headSha()).isEqualTo(pull.headSha());
            assertThat(run.conclusion()).contains("success");
        });
        assertThat(bot.botComments(pull))
                .singleElement()
                .satisfies(comment ->
                        assertThat(comment.body()).contains("Ready for triage", "1 of 2", "pretend-teacher"));
        assertThat(pull.labels()).containsExactlyInAnyOrder("triage-needed", "skill");
        assertThat(bot.contribution(pull).state()).isEqualTo(ContributionState.AWAITING_TRIAGE);
        assertThat(bot.contribution(pull).sampleKept()).isEqualTo(1);
    }
}
