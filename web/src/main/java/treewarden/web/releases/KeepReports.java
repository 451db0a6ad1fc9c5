package treewarden.web.releases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import treewarden.domain.Digest;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.store.EvaluatedRelease;
import treewarden.store.StageEntry;
import treewarden.store.Tables;

/**
 * The reports of stages that were asked for lately, so that a page that is looked at anew while a release runs, or a program
 * that asks again, does not read a whole evaluation each time. A report is known by the digest of its text, so none is ever
 * out of date. Safe for many threads.
 */
public final class KeepReports {
    /** Of memory: a year of monthly releases, each of 2,000 leaves with a question for each and three models' answers. */
    private static final long MOST = 64L << 20;

    /** Of some hundred bytes each. */
    private static final int MOST_SCORES = 1_000;

    /** In the order in which they were last asked for. */
    private final LinkedHashMap<Digest, StageReport> kept = new LinkedHashMap<>(64, 0.75f, true);

    private final long most;
    private long bytes;

    /** What evaluations come to, in the order in which they were last asked for. Their reports are not kept for it. */
    private final LinkedHashMap<Digest, Scored> scores = new LinkedHashMap<>(64, 0.75f, true);

    public KeepReports() {
        this(MOST);
    }

    /** @param most bytes of memory that reports may take, about */
    KeepReports(long most) {
        this.most = most;
    }

    private synchronized Optional<StageReport> find(Digest digest) {
        return Optional.ofNullable(kept.get(digest));
    }

    private synchronized void keep(Digest digest, StageReport report) {
        if (kept.put(digest, report) == null) {
            bytes += WeighReport.bytes(report);
        }
        var eldest = kept.values().iterator();
        while (bytes > most && eldest.hasNext()) {
            bytes -= WeighReport.bytes(eldest.next());
            eldest.remove();
        }
    }

    private synchronized Optional<Scored> findScores(Digest digest) {
        return Optional.ofNullable(scores.get(digest));
    }

    private synchronized void keepScores(Digest digest, Scored scored) {
        scores.put(digest, scored);
        var eldest = scores.keySet().iterator();
        while (scores.size() > MOST_SCORES) {
            eldest.next();
            eldest.remove();
        }
    }

    /**
     * How candidates did in the last evaluations up to a release's own. Of each report that was read for it only the scores
     * are kept, so a year of them is read once, one after the other, and needs no more room than one.
     */
    public ScoreHistory scored(Release upTo, Tables tables) {
        var found = new ArrayList<>(tables.evaluatedReleases().upTo(upTo, ScoreHistory.MOST));
        Collections.reverse(found);
        return new ScoreHistory(found.stream()
                .map(release ->
                        new ScoreHistory.Entry(release, scores(release, tables).orElse(null)))
                .toList());
    }

    private Optional<Scored> scores(EvaluatedRelease release, Tables tables) {
        var digest = release.report();
        if (digest == null) {
            return Optional.empty();
        }
        var known = findScores(digest);
        if (known.isPresent()) {
            return known;
        }
        var read = find(digest)
                .or(() -> tables.releases()
                        .output(release.id(), ReleaseStage.EVALUATE)
                        .map(StageOutput::report))
                .filter(StageReport.Evaluated.class::isInstance)
                .map(StageReport.Evaluated.class::cast)
                .map(report -> Scored.of(report.evaluation()));
        read.ifPresent(scored -> keepScores(digest, scored));
        return read;
    }

    /** What the stages of a release left, in their order. */
    public List<StageOutput> outputs(ReleaseId id, Tables tables) {
        return of(id, tables).outputs();
    }

    /** The reports of a release, in this state of the database. */
    Of of(ReleaseId id, Tables tables) {
        return new Of(id, tables, tables.releases().entries(id));
    }

    /** The reports of one release. */
    final class Of {
        private final ReleaseId id;
        private final Tables tables;
        private final List<StageEntry> entries;

        private Of(ReleaseId id, Tables tables, List<StageEntry> entries) {
            this.id = id;
            this.tables = tables;
            this.entries = entries;
        }

        /** Of the stages that ended, in their order. */
        List<StageEntry> entries() {
            return entries;
        }

        private List<StageOutput> outputs() {
            return entries.stream()
                    .flatMap(entry -> report(entry)
                            .map(report -> new StageOutput(
                                    entry.stage(),
                                    entry.input(),
                                    entry.digest(),
                                    report,
                                    entry.words(),
                                    entry.endedAt()))
                            .stream())
                    .toList();
        }

        /** The same of another release. */
        Of of(ReleaseId other) {
            return KeepReports.this.of(other, tables);
        }

        /** What a stage left; empty until it has ended. */
        <T extends StageReport> Optional<T> find(ReleaseStage stage, Class<T> type) {
            return entries.stream()
                    .filter(entry -> entry.stage() == stage)
                    .findFirst()
                    .flatMap(this::report)
                    .filter(type::isInstance)
                    .map(type::cast);
        }

        private Optional<StageReport> report(StageEntry entry) {
            var known = KeepReports.this.find(entry.digest());
            if (known.isPresent()) {
                return known;
            }
            var read = tables.releases().output(id, entry.stage()).map(StageOutput::report);
            read.ifPresent(report -> keep(entry.digest(), report));
            return read;
        }
    }
}
