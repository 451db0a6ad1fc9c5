package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.Usage;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.Withdrawal;

class ReleasesTest extends Contract {
    private static final String MODEL = "community/model";
    private static final ReleaseId FIRST = new ReleaseId("release-20261123");
    private static final ReleaseId SECOND = new ReleaseId("release-20261124");

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
                .isPresent());
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
        assertThat(database.<Boolean>write(transaction -> transaction
                        .writeReleases()
                        .approve(FIRST, "max", "me too")
                        .isPresent()))
                .as("a second time")
                .isFalse();
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

    private boolean start(ReleaseId id) {
        return start(Release.start(id, MODEL, TAXONOMY.id(), "schedule", clock.instant()));
    }

    private boolean start(Release release) {
        return database.<Boolean>write(
                transaction -> transaction.writeReleases().start(release));
    }

    private void finish(ReleaseId id, ReleaseStage stage, StageReport report, String words) {
        database.run(transaction -> transaction.writeReleases().finish(id, stage, report, words));
    }

    private void publish(ReleaseId id) {
        start(id);
        for (var stage = ReleaseStage.PLAN;
                stage != ReleaseStage.ANNOUNCE;
                stage = stage.next().orElseThrow()) {
            finish(id, stage, planned(), "done");
        }
        database.run(
                transaction -> transaction.writeReleases().published(id, new StageReport.Announced(1, null), "told"));
    }

    private Optional<Release> underWay() {
        return database.read(tables -> tables.releases().underWay(MODEL));
    }

    private List<StageOutput> outputs() {
        return database.read(tables -> tables.releases().outputs(FIRST));
    }

    private List<Withdrawal> withdrawals() {
        return database.read(tables -> tables.releases().withdrawals());
    }

    private List<ReleaseId> published() {
        return database.read(tables -> tables.releases().published(TAXONOMY.id()));
    }

    private ReleaseId lastPublished() {
        return database.read(tables -> tables.releases().lastPublished(MODEL))
                .orElseThrow()
                .id();
    }

    private Release find(ReleaseId id) {
        return database.read(tables -> tables.releases().find(id)).orElseThrow();
    }

    private List<String> jobs() {
        return database.read(tables -> tables.jobs().list(JobFilter.ALL)).stream()
                .map(job -> job.payload().key())
                .sorted((a, b) -> order(a) - order(b))
                .toList();
    }

    private static int order(String key) {
        var stage = key.substring(key.lastIndexOf(':') + 1);
        return ReleaseStage.valueOf(stage.toUpperCase(Locale.ROOT)).ordinal() * 10 + (key.contains("1124") ? 1 : 0);
    }

    private static StageReport planned() {
        return new StageReport.Planned(new ReleasePlan(
                HEAD,
                null,
                List.of(new PlannedLeaf(
                        "knowledge/tides/qna.yaml",
                        LeafKind.KNOWLEDGE,
                        Digest.of("tides"),
                        PlannedLeaf.Change.NEW,
                        12,
                        "mia")),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    private static StageReport generated() {
        return new StageReport.Generated(
                Map.of("skills.jsonl", Digest.of("rows")), Map.of("knowledge/tides", 40), 1, 0, Usage.NONE, List.of());
    }
}
