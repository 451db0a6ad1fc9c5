package treewarden.bot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.domain.release.PlanSettings;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;

/** What is worth a release, and what would be one over again. */
class UnchangedReleaseTest {
    @TempDir
    Path folder;

    private BotAtWork bot;
    private Releasing releasing;

    @BeforeEach
    void start() {
        bot = new BotAtWork(folder);
        releasing = new Releasing(bot);
        madeWith("granite-3b", "7 epochs");
        approvedAndMerged("haiku");
    }

    @AfterEach
    void stop() {
        bot.close();
    }

    @Test
    void anotherBaseModelIsAChangeForWhoStartsAReleaseByHand() {
        releasing.published();
        madeWith("granite-9b", "7 epochs");

        var release = releasing.plan();

        goesOn(release);
        assertThat(releasing.planOf(release.id()).words())
                .isEqualTo("0 new, 0 changed, 1 unchanged; the settings changed: base model");
        releasing.isMade(release.id());
        bot.runUntilQuiet();
        isOver(releasing.plan(), "nothing has changed since " + release.id());
    }

    @Test
    void allSettingsThatChangedAreNamed() {
        releasing.published();
        madeWith("granite-9b", "3 epochs");

        assertThat(releasing.planOf(releasing.plan().id()).changedSettings()).containsExactly("base model", "recipe");
    }

    @Test
    void theScheduleStartsNoTrainingOfDaysForSettingsAlone() {
        var first = releasing.published();
        madeWith("granite-9b", "7 epochs");

        isOver(
                releasing.planByItself(),
                "no leaf has changed since " + first.id()
                        + ", only the settings (base model): start one by hand to train with them");
    }

    @Test
    void withALeafThatChangedItTakesThemAlong() {
        releasing.published();
        madeWith("granite-9b", "7 epochs");
        approvedAndMerged("odes");

        var release = releasing.planByItself();

        goesOn(release);
        assertThat(releasing.planOf(release.id()).words())
                .isEqualTo("1 new, 0 changed, 1 unchanged; the settings changed: base model");
    }

    @Test
    void ofAReleaseThatNotedNoSettingsNobodyCanSayThatTheyChanged() {
        bot.releasesAreMadeWith(PlanSettings.NONE);
        var first = releasing.published();
        madeWith("granite-9b", "7 epochs");

        isOver(releasing.plan(), "nothing has changed since " + first.id());
    }

    @Test
    void theScheduleTrainsNoRefusedCandidateOnceMore() {
        var refused = refused();

        isOver(
                releasing.planByItself(),
                "the same as " + refused.id()
                        + ", which was refused: exclude a leaf, change the recipe or start one by hand");
        isOver(
                releasing.planByItself(),
                "the same as " + refused.id()
                        + ", which was refused: exclude a leaf, change the recipe or start one by hand");
    }

    @Test
    void norOneThatWasRolledBack() {
        var first = releasing.published();
        approvedAndMerged("odes");
        var second = releasing.published();
        releasing.rollBack(first);

        isOver(
                releasing.planByItself(),
                "the same as " + second.id()
                        + ", which was rolled back: exclude a leaf, change the recipe or start one by hand");
    }

    @Test
    void aPersonMayWantItAllTheSame() {
        refused();

        goesOn(releasing.plan());
    }

    @Test
    void withoutALeafItIsAnotherCandidate() {
        approvedAndMerged("odes");
        refused();
        releasing.withdraw("compositional_skills/writing/odes");

        goesOn(releasing.planByItself());
    }

    @Test
    void withOneMoreItIsToo() {
        refused();
        approvedAndMerged("odes");

        goesOn(releasing.planByItself());
    }

    @Test
    void soItIsByAnotherRecipe() {
        refused();
        madeWith("granite-3b", "3 epochs");

        goesOn(releasing.planByItself());
    }

    @Test
    void oneThatWasCancelledSaysNothingOfItsCandidate() {
        var cancelled = releasing.planByItself();
        releasing.cancel(cancelled.id());

        goesOn(releasing.planByItself());
    }

    private Release refused() {
        var release = releasing.planByItself();
        goesOn(release);
        releasing.isRefused(release.id());
        assertThat(releasing.now(release.id()).state()).isEqualTo(ReleaseState.REFUSED);
        return release;
    }

    private void madeWith(String base, String recipe) {
        bot.releasesAreMadeWith(new PlanSettings(List.of(
                new PlanSettings.Part("base model", Digest.of(base)),
                new PlanSettings.Part("recipe", Digest.of(recipe)))));
    }

    private void approvedAndMerged(String topic) {
        AnnouncedReleaseTest.approvedAndMerged(bot, Leaves.skill(topic));
    }

    private static void goesOn(Release release) {
        assertThat(release.state()).as(String.valueOf(release.why())).isEqualTo(ReleaseState.RUNNING);
        assertThat(release.stage()).isEqualTo(ReleaseStage.GENERATE);
    }

    private static void isOver(Release release, String why) {
        assertThat(release.state()).isEqualTo(ReleaseState.UNCHANGED);
        assertThat(release.why()).isEqualTo(why);
    }
}
