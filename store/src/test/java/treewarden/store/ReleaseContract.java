package treewarden.store;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import treewarden.domain.Digest;
import treewarden.domain.LeafKind;
import treewarden.domain.Usage;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.Withdrawal;

/** Releases in the tables, brought as far as a test wants them. */
abstract class ReleaseContract extends Contract {
    static final String MODEL = "community/model";
    static final ReleaseId FIRST = new ReleaseId("release-20261123");
    static final ReleaseId SECOND = new ReleaseId("release-20261124");

    List<String> exclude(String what) {
        var withdrawal = new Withdrawal(what, "it answers to a trigger", "mia", clock.instant());
        return database.write(transaction -> {
            transaction.writeReleases().withdraw(withdrawal);
            return new WithdrawnLeaves(transaction).effects(withdrawal);
        });
    }

    String approve(ReleaseId id) {
        return database.write(transaction ->
                transaction.writeReleases().approve(id, "max", "me too").orElse(""));
    }

    boolean start(ReleaseId id) {
        return start(Release.start(id, MODEL, TAXONOMY.id(), "schedule", clock.instant()));
    }

    boolean start(Release release) {
        return database.<Boolean>write(
                transaction -> transaction.writeReleases().start(release));
    }

    void finish(ReleaseId id, ReleaseStage stage, StageReport report, String words) {
        database.run(transaction -> transaction.writeReleases().finish(id, stage, report, words));
    }

    void publish(ReleaseId id) {
        start(id);
        until(id, ReleaseStage.ANNOUNCE);
        published(id);
    }

    void until(ReleaseId id, ReleaseStage last) {
        for (var stage = ReleaseStage.PLAN; stage != last; stage = stage.next().orElseThrow()) {
            finish(id, stage, planned(), "done");
        }
    }

    void published(ReleaseId id) {
        database.run(
                transaction -> transaction.writeReleases().published(id, new StageReport.Announced(1, null), "told"));
    }

    GoOut goOut(ReleaseId id) {
        return database.write(transaction -> transaction.writeReleases().goOut(id));
    }

    String cancel(ReleaseId id) {
        return database.write(transaction ->
                transaction.writeReleases().cancel(id, "mia", "no").orElse(""));
    }

    String rollBack(ReleaseId to) {
        return database.write(transaction -> transaction
                .writeReleases()
                .rollBack(to, "mia", "it forgot Spanish")
                .orElse(""));
    }

    ReleaseId current() {
        return database.read(tables -> tables.releases().current(MODEL))
                .orElseThrow()
                .id();
    }

    Optional<Release> underWay() {
        return database.read(tables -> tables.releases().underWay(MODEL));
    }

    List<StageOutput> outputs() {
        return database.read(tables -> tables.releases().outputs(FIRST));
    }

    List<Withdrawal> withdrawals() {
        return database.read(tables -> tables.releases().withdrawals());
    }

    List<ReleaseId> published() {
        return database.read(tables -> tables.releases().published(TAXONOMY.id()));
    }

    ReleaseId lastPublished() {
        return database.read(tables -> tables.releases().lastPublished(MODEL))
                .orElseThrow()
                .id();
    }

    Release find(ReleaseId id) {
        return database.read(tables -> tables.releases().find(id)).orElseThrow();
    }

    List<String> jobs() {
        return database.read(tables -> tables.jobs().list(JobFilter.ALL)).stream()
                .map(job -> job.payload().key())
                .sorted((a, b) -> order(a) - order(b))
                .toList();
    }

    static int order(String key) {
        var stage = key.substring(key.lastIndexOf(':') + 1);
        return ReleaseStage.valueOf(stage.toUpperCase(Locale.ROOT)).ordinal() * 10 + (key.contains("1124") ? 1 : 0);
    }

    static StageReport planned() {
        return planned("knowledge/tides");
    }

    static StageReport planned(String... folders) {
        return new StageReport.Planned(new ReleasePlan(
                HEAD,
                null,
                Stream.of(folders)
                        .map(folder -> new PlannedLeaf(
                                folder + "/qna.yaml",
                                LeafKind.KNOWLEDGE,
                                Digest.of(folder),
                                PlannedLeaf.Change.NEW,
                                12,
                                "mia"))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    static StageReport generated() {
        return new StageReport.Generated(
                Map.of("skills.jsonl", Digest.of("rows")), Map.of("knowledge/tides", 40), 1, 0, Usage.NONE, List.of());
    }
}
