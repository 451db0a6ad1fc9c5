package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;

class ReleasesTest extends ReleaseContract {
    @Test
    void oneReleaseOfAModelIsUnderWayAtATime() {
        assertThat(start(FIRST)).as("the first one").isTrue();
        assertThat(start(SECOND)).as("a second one").isFalse();
        assertThat(start(Release.start(SECOND, "community/other", TAXONOMY.id(), "mia", clock.instant())))
                .as("one of another model")
                .isTrue();

        assertThat(jobs()).containsExactly("release:release-20261123:plan", "release:release-20261124:plan");
        assertThat(underWay())
                .hasValueSatisfying(release -> assertThat(release.id()).isEqualTo(FIRST));
    }

    @Test
    void whatAStageLeavesLeadsToTheNextOneWhichNamesItsDigest() {
        start(FIRST);

        finish(FIRST, ReleaseStage.PLAN, planned(), "1 new");
        finish(FIRST, ReleaseStage.GENERATE, generated(), "40 rows");

        assertThat(find(FIRST).stage()).isEqualTo(ReleaseStage.MIX);
        assertThat(jobs())
                .containsExactly(
                        "release:release-20261123:plan",
                        "release:release-20261123:generate",
                        "release:release-20261123:mix");
        var outputs = outputs();
        assertThat(outputs).extracting(StageOutput::stage).containsExactly(ReleaseStage.PLAN, ReleaseStage.GENERATE);
        assertThat(outputs.get(0).report()).isEqualTo(planned());
        assertThat(outputs.get(1).input()).isEqualTo(outputs.get(0).digest());
        List<StageEntry> entries = database.read(tables -> tables.releases().entries(FIRST));
        assertThat(entries)
                .as("the same without the reports")
                .containsExactlyElementsOf(outputs.stream()
                        .map(it -> new StageEntry(it.stage(), it.input(), it.digest(), it.words(), it.endedAt()))
                        .toList());
    }

    @Test
    void aRunThatWasThoughtLostLeavesNothingWhenItEndsAfterAll() {
        start(FIRST);
        finish(FIRST, ReleaseStage.PLAN, planned(), "1 new");

        finish(FIRST, ReleaseStage.PLAN, new StageReport.Announced(3, null), "late");

        assertThat(find(FIRST).stage()).isEqualTo(ReleaseStage.GENERATE);
        assertThat(outputs()).extracting(StageOutput::words).containsExactly("1 new");
    }

    @Test
    void aCancelledReleaseGoesNoFurtherAndMakesWayForAnother() {
        start(FIRST);

        database.run(transaction -> assertThat(transaction.writeReleases().cancel(FIRST, "mia", "the teacher is down"))
                .isEmpty());
        finish(FIRST, ReleaseStage.PLAN, planned(), "1 new");

        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.CANCELLED);
        assertThat(find(FIRST).why()).isEqualTo("the teacher is down");
        assertThat(start(SECOND)).isTrue();
    }

    @Test
    void aPersonDecidesWhereTheRuleLeavesItToOne() {
        start(FIRST);
        database.run(transaction -> transaction
                .writeReleases()
                .finish(FIRST, ReleaseStage.PLAN, planned(), ReleaseState.UNDECIDED, "12 questions are too few"));

        assertThat(start(SECOND)).as("another one meanwhile").isFalse();
        database.run(transaction -> transaction.writeReleases().approve(FIRST, "mia", "read all twelve"));

        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.RUNNING);
        assertThat(find(FIRST).decidedBy()).isEqualTo("mia");
        assertThat(jobs()).contains("release:release-20261123:generate");
        assertThat(approve(FIRST))
                .as("a second time")
                .isEqualTo("release-20261123 is under way; only one that waits for a person can be approved.");
    }

    @Test
    void theLastPublishedOneIsThatWhichWasNotRolledBack() {
        publish(FIRST);
        clock.advance(Duration.ofDays(1));
        publish(SECOND);
        assertThat(lastPublished()).isEqualTo(SECOND);
        assertThat(published()).containsExactly(FIRST, SECOND);

        database.run(transaction -> transaction.writeReleases().rolledBack(find(SECOND), "mia", "it forgot Spanish"));

        assertThat(lastPublished()).isEqualTo(FIRST);
        assertThat(published()).containsExactly(FIRST);
    }

    @Test
    void twoWhoChangeAReleaseAtOnceAreNotBothHeard() {
        start(FIRST);
        var seen = find(FIRST);
        database.run(transaction -> transaction.writeReleases().cancel(FIRST, "mia", "no"));

        assertThatThrownBy(() ->
                        database.run(transaction -> transaction.writeReleases().rolledBack(seen, "max", "why not")))
                .isInstanceOf(ReleaseChanged.class)
                .hasMessageContaining("look at it again");
    }
}
