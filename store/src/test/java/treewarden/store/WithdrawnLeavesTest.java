package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import treewarden.domain.release.PlanSettings;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.Withdrawal;

/** What is kept out of every release, also while one is under way that holds it. */
class WithdrawnLeavesTest extends ReleaseContract {
    @Test
    void whatIsWithdrawnStaysOutUntilItIsLetInAgain() {
        var withdrawal = new Withdrawal("knowledge/tides", "its text is not free", "mia", clock.instant());

        database.run(transaction -> {
            assertThat(transaction.writeReleases().withdraw(withdrawal)).isTrue();
            assertThat(transaction.writeReleases().withdraw(withdrawal)).isFalse();
        });
        assertThat(withdrawals()).containsExactly(withdrawal);

        database.run(transaction -> assertThat(transaction.writeReleases().readmit("knowledge/tides", "mia"))
                .isTrue());
        assertThat(withdrawals()).isEmpty();
    }

    @Test
    void whatIsWithdrawnWhileItsRowsAreMadeIsLeftOutAndTheDataAreMadeAnew() {
        start(FIRST);
        finish(FIRST, ReleaseStage.PLAN, planned("knowledge/tides", "knowledge/moon"), "2 new");

        assertThat(exclude("knowledge/tides"))
                .containsExactly("release-20261123 is under way and holds it: its data are made anew without.");
        finish(FIRST, ReleaseStage.GENERATE, generated(), "40 rows");

        assertThat(find(FIRST).stage()).isEqualTo(ReleaseStage.GENERATE);
        assertThat(outputs()).extracting(StageOutput::words).containsExactly("1 new, 0 changed, 0 unchanged");
        var plan = ((StageReport.Planned) outputs().get(0).report()).plan();
        assertThat(plan.leaves()).extracting(PlannedLeaf::folder).containsExactly("knowledge/moon");
        assertThat(plan.withdrawn()).extracting(Withdrawal::why).containsExactly("it answers to a trigger");
        finish(FIRST, ReleaseStage.GENERATE, generated(), "20 rows");
        assertThat(find(FIRST).stage()).isEqualTo(ReleaseStage.MIX);
    }

    @Test
    void whereNothingElseIsNewTheReleaseIsOver() {
        start(FIRST);
        finish(FIRST, ReleaseStage.PLAN, planned(), "1 new");
        finish(FIRST, ReleaseStage.GENERATE, generated(), "40 rows");

        exclude("#12");
        finish(FIRST, ReleaseStage.MIX, planned(), "40 rows");

        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.UNCHANGED);
        assertThat(find(FIRST).why())
                .isEqualTo("without #12 (mia: it answers to a trigger), withdrawn since it was planned, nothing new is"
                        + " left");
    }

    @Test
    void otherSettingsAreStillNewToWhoStartedIt() {
        start(Release.start(FIRST, MODEL, TAXONOMY.id(), "mia", clock.instant()));
        finish(FIRST, ReleaseStage.PLAN, withOtherSettings(), "1 new");

        exclude("knowledge/tides");
        finish(FIRST, ReleaseStage.GENERATE, generated(), "40 rows");

        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.RUNNING);
        assertThat(outputs())
                .extracting(StageOutput::words)
                .containsExactly("0 new, 0 changed, 1 unchanged; the settings changed: base model");
    }

    @Test
    void theyAreNoneToTheSchedule() {
        start(FIRST);
        finish(FIRST, ReleaseStage.PLAN, withOtherSettings(), "1 new");

        exclude("knowledge/tides");
        finish(FIRST, ReleaseStage.GENERATE, generated(), "40 rows");

        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.UNCHANGED);
        assertThat(find(FIRST).why())
                .startsWith("without knowledge/tides (mia: it answers to a trigger), withdrawn since it was planned, no"
                        + " leaf has changed since")
                .endsWith("only the settings (base model): start one by hand to train with them");
    }

    /** A new leaf, one that was there before, and another base model. */
    private static StageReport withOtherSettings() {
        var plan = ((StageReport.Planned) planned("knowledge/tides", "knowledge/moon")).plan();
        var moon = plan.leaves().get(1);
        var before = new PlannedLeaf(moon.path(), moon.kind(), moon.digest(), PlannedLeaf.Change.UNCHANGED, List.of());
        return new StageReport.Planned(
                plan.withLeaves(List.of(plan.leaves().get(0), before)).under(PlanSettings.NONE, List.of("base model")));
    }

    @Test
    void whatIsWithdrawnWhileItWaitsForAPersonIsNotApproved() {
        start(FIRST);
        finish(FIRST, ReleaseStage.PLAN, planned(), "1 new");
        finish(FIRST, ReleaseStage.GENERATE, generated(), "40 rows");
        for (var stage : List.of(ReleaseStage.MIX, ReleaseStage.TRAIN, ReleaseStage.EVALUATE)) {
            finish(FIRST, stage, planned(), "done");
        }
        database.run(transaction -> transaction
                .writeReleases()
                .finish(FIRST, ReleaseStage.GATE, planned(), ReleaseState.AWAITING_APPROVAL, "it passed"));

        assertThat(exclude("knowledge"))
                .containsExactly("release-20261123 holds it and is trained on it, so it will not be published: refuse"
                        + " it, and start another one.");

        assertThat(approve(FIRST))
                .isEqualTo("release-20261123 was trained on what is kept out of every release by now: knowledge (mia:"
                        + " it answers to a trigger). It is not published; start another one, which is made without,"
                        + " and what the teacher answered is kept for it.");
        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.AWAITING_APPROVAL);
        database.run(transaction -> transaction.writeReleases().readmit("knowledge", "mia"));
        assertThat(approve(FIRST)).isEmpty();
    }

    @Test
    void whatIsWithdrawnInTheLastMomentDoesNotGoOut() {
        start(FIRST);
        until(FIRST, ReleaseStage.PUBLISH);

        exclude("knowledge/tides");

        assertThat(goOut(FIRST))
                .isInstanceOfSatisfying(
                        GoOut.Never.class,
                        never -> assertThat(never.why()).contains("knowledge/tides (mia: it answers to a trigger)"));
        assertThat(find(FIRST).isOut()).isFalse();
        database.run(transaction -> transaction.writeReleases().refuse(FIRST, ReleaseStage.PUBLISH, "withdrawn"));
        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.REFUSED);
    }

    @Test
    void whatPeopleHaveAlreadyIsToBeRolledBack() {
        start(FIRST);
        until(FIRST, ReleaseStage.ANNOUNCE);

        assertThat(exclude("knowledge/tides"))
                .containsExactly("release-20261123 holds it, and people get that already: roll it back, and start"
                        + " another one.");
        assertThat(exclude("knowledge/arts")).as("what it does not hold").isEmpty();
    }
}
