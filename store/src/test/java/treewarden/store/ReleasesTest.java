package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import treewarden.domain.Capability;
import treewarden.domain.Digest;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.RollBackRelease;
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
                .isEmpty());
        finish(FIRST, ReleaseStage.PLAN, planned(), "1 new");

        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.CANCELLED);
        assertThat(find(FIRST).why()).isEqualTo("the teacher is down");
        assertThat(start(SECOND)).isTrue();
    }

    @Test
    void aReleaseIsEitherCancelledOrOutAndNeverBoth() {
        start(FIRST);
        until(FIRST, ReleaseStage.PUBLISH);

        assertThat(goOut(FIRST)).isEqualTo(new GoOut.Now());
        assertThat(goOut(FIRST)).as("by the next attempt").isEqualTo(new GoOut.Now());
        assertThat(cancel(FIRST)).contains("is being put where people get it, so it cannot be cancelled any more");
        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.RUNNING);
        finish(FIRST, ReleaseStage.PUBLISH, planned(), "published");
        assertThat(cancel(FIRST)).contains("is published already; roll it back");

        published(FIRST);
        assertThat(cancel(FIRST)).isEqualTo("release-20261123 is published already.");
        clock.advance(Duration.ofDays(1));
        start(SECOND);
        until(SECOND, ReleaseStage.PUBLISH);
        assertThat(cancel(SECOND)).isEmpty();
        assertThat(goOut(SECOND)).isEqualTo(new GoOut.Over());
        assertThat(find(SECOND).isOut()).isFalse();
    }

    @Test
    void whatDidNotComeToTheHubAfterAllCanBeCancelledAgain() {
        start(FIRST);
        until(FIRST, ReleaseStage.PUBLISH);
        goOut(FIRST);

        database.run(transaction -> transaction.writeReleases().stayIn(FIRST));

        assertThat(cancel(FIRST)).isEmpty();
        assertThat(find(FIRST).state()).isEqualTo(ReleaseState.CANCELLED);
    }

    @Test
    void oneThatIsOutAndWhosePublishingFailedIsWhatPeopleGetAndCanBeRolledBack() {
        publish(FIRST);
        clock.advance(Duration.ofDays(1));
        start(SECOND);
        until(SECOND, ReleaseStage.PUBLISH);
        goOut(SECOND);
        assertThat(current()).isEqualTo(SECOND);
        assertThat(rollBack(FIRST))
                .as("while it runs")
                .isEqualTo("release-20261124 is being published; wait until that is done.");

        database.run(transaction -> transaction
                .jobs()
                .latest("release:release-20261124:publish")
                .ifPresent(job -> transaction.requestCancel(job.id())));

        assertThat(rollBack(FIRST)).as("once it has ended").isEmpty();
        database.run(transaction -> assertThat(
                        transaction.writeReleases().rolledBackTo(find(FIRST), "mia", "it forgot Spanish"))
                .containsExactly(SECOND));
        assertThat(find(SECOND).state()).isEqualTo(ReleaseState.ROLLED_BACK);
        assertThat(current()).isEqualTo(FIRST);
    }

    @Test
    void whileAnEarlierOneIsBroughtBackNothingGoesOut() {
        publish(FIRST);
        clock.advance(Duration.ofDays(1));
        publish(SECOND);
        rollBack(FIRST);
        var third = new ReleaseId("release-20261125");
        clock.advance(Duration.ofDays(1));
        start(third);
        until(third, ReleaseStage.PUBLISH);

        var seen = new ArrayList<GoOut>();
        new JobRunner(
                        database,
                        EnumSet.of(Capability.PUBLISH),
                        List.of(new RollingBack(() -> seen.add(goOut(third)))),
                        RunnerConfig.named("publisher"))
                .runUntilQuiet();

        assertThat(seen)
                .containsExactly(new GoOut.Later("an earlier release is being made what people get again"));
        assertThat(find(third).isOut()).isFalse();
        assertThat(goOut(third)).as("once that is done").isEqualTo(new GoOut.Now());
    }

    private record RollingBack(Runnable meanwhile) implements JobHandler<RollBackRelease> {
        @Override
        public JobKind kind() {
            return JobKind.ROLL_BACK_RELEASE;
        }

        @Override
        public JobResult run(JobContext context, RollBackRelease payload) {
            meanwhile.run();
            return JobResult.done("brought back");
        }
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
        until(id, ReleaseStage.ANNOUNCE);
        published(id);
    }

    private void until(ReleaseId id, ReleaseStage last) {
        for (var stage = ReleaseStage.PLAN; stage != last; stage = stage.next().orElseThrow()) {
            finish(id, stage, planned(), "done");
        }
    }

    private void published(ReleaseId id) {
        database.run(
                transaction -> transaction.writeReleases().published(id, new StageReport.Announced(1, null), "told"));
    }

    private GoOut goOut(ReleaseId id) {
        return database.write(transaction -> transaction.writeReleases().goOut(id));
    }

    private String cancel(ReleaseId id) {
        return database.write(transaction ->
                transaction.writeReleases().cancel(id, "mia", "no").orElse(""));
    }

    private String rollBack(ReleaseId to) {
        return database.write(transaction ->
                transaction.writeReleases().rollBack(to, "mia", "it forgot Spanish").orElse(""));
    }

    private ReleaseId current() {
        return database.read(tables -> tables.releases().current(MODEL))
                .orElseThrow()
                .id();
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
