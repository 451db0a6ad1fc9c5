package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.Withdrawal;

/** The releases of community models, what their stages left, and what none of them may hold. */
public final class Releases {
    private final Session session;

    Releases(Session session) {
        this.session = session;
    }

    public Optional<Release> find(ReleaseId id) {
        return session.handle()
                .createQuery("select * from release where name = :name")
                .bind("name", id.name())
                .map(Releases::row)
                .findOne();
    }

    /** The newest first. */
    public List<Release> list(int limit) {
        return session.handle()
                .createQuery("select * from release order by started_at desc, name desc limit :limit")
                .bind("limit", limit)
                .map(Releases::row)
                .list();
    }

    /** The newest of a model first. */
    public List<Release> list(String model, int limit) {
        return session.handle()
                .createQuery("select * from release where model = :model"
                        + " order by started_at desc, name desc limit :limit")
                .bind("model", model)
                .bind("limit", limit)
                .map(Releases::row)
                .list();
    }

    /** The one of this model that is under way. */
    public Optional<Release> underWay(String model) {
        return session.handle()
                .createQuery("select * from release where model = :model and ended_at is null")
                .bind("model", model)
                .map(Releases::row)
                .findOne();
    }

    /** All that are not over, of whatever model: the newest first. */
    List<Release> underWay() {
        return session.handle()
                .createQuery("select * from release where ended_at is null order by started_at desc, name desc")
                .map(Releases::row)
                .list();
    }

    /** The newest of this model that is published, and was not rolled back since. */
    public Optional<Release> lastPublished(String model) {
        return session.handle()
                .createQuery("select * from release where model = :model and state = :state"
                        + " order by started_at desc, name desc limit 1")
                .bind("model", model)
                .bind("state", ReleaseState.PUBLISHED.slug())
                .map(Releases::row)
                .findOne();
    }

    /**
     * What people get: the newest of this model that came to the Hub's main branch, or may be coming there at this moment,
     * and was not rolled back since. It need not be published in our books: telling everybody may have failed.
     */
    public Optional<Release> current(String model) {
        return session.handle()
                .createQuery("select * from release where model = :model and out_since is not null and state <> :undone"
                        + " order by started_at desc, name desc limit 1")
                .bind("model", model)
                .bind("undone", ReleaseState.ROLLED_BACK.slug())
                .map(Releases::row)
                .findOne();
    }

    /** Those of a repository that are published, and were not rolled back since: the earliest first. */
    public List<ReleaseId> published(long repository) {
        return session.handle()
                .createQuery("select name from release where repository = :repository and state = :state"
                        + " order by started_at, name")
                .bind("repository", repository)
                .bind("state", ReleaseState.PUBLISHED.slug())
                .map((row, context) -> new ReleaseId(row.getString("name")))
                .list();
    }

    /** Adds one, unless another of the same model is under way or its name is taken: then false. */
    boolean add(Release release) {
        return session.handle()
                        .createUpdate("""
                                insert into release (name, model, repository, state, stage, started_by, started_at, since,
                                  ended_at, why, decided_by, out_since, version)
                                values (:name, :model, :repository, :state, :stage, :startedBy, :startedAt, :since,
                                  :endedAt, :why, :decidedBy, :outSince, 1)
                                on conflict do nothing
                                """)
                        .bind("name", release.id().name())
                        .bind("model", release.model())
                        .bind("repository", release.repository())
                        .bind("state", release.state().slug())
                        .bind("stage", release.stage().slug())
                        .bind("startedBy", Columns.text(release.startedBy()))
                        .bind("startedAt", release.startedAt().toEpochMilli())
                        .bind("since", release.since().toEpochMilli())
                        .bind("endedAt", millis(release.endedAt()))
                        .bind("outSince", millis(release.outSince()))
                        .bind("why", Columns.textOrNull(release.why()))
                        .bind("decidedBy", Columns.textOrNull(release.decidedBy()))
                        .execute()
                == 1;
    }

    /** Changes one that is as it was when it was read; throws {@link ReleaseChanged} where it is not. */
    void save(Release release) {
        int changed = session.handle()
                .createUpdate("""
                        update release set state = :state, stage = :stage, since = :since, ended_at = :endedAt, why = :why,
                          decided_by = :decidedBy, out_since = :outSince, version = version + 1
                        where name = :name and version = :version
                        """)
                .bind("name", release.id().name())
                .bind("state", release.state().slug())
                .bind("stage", release.stage().slug())
                .bind("since", release.since().toEpochMilli())
                .bind("endedAt", millis(release.endedAt()))
                .bind("outSince", millis(release.outSince()))
                .bind("why", Columns.textOrNull(release.why()))
                .bind("decidedBy", Columns.textOrNull(release.decidedBy()))
                .bind("version", release.version())
                .execute();
        if (changed == 0) {
            throw new ReleaseChanged(release.id());
        }
    }

    /** Has whoever changes a release that is not over be done, or wait until this transaction is. */
    void lockUnderWay() {
        session.handle()
                .createUpdate("update release set version = version where ended_at is null")
                .execute();
    }

    /** Forgets what was left by the stages after this one. */
    void forgetAfter(ReleaseId id, ReleaseStage stage) {
        for (var after = stage.next(); after.isPresent(); after = after.get().next()) {
            session.handle()
                    .createUpdate("delete from release_output where release_name = :name and stage = :stage")
                    .bind("name", id.name())
                    .bind("stage", after.get().slug())
                    .execute();
        }
    }

    /** What the stages left, in their order. */
    public List<StageOutput> outputs(ReleaseId id) {
        var found = session.handle()
                .createQuery("select * from release_output where release_name = :name")
                .bind("name", id.name())
                .map(Releases::outputRow)
                .list();
        return found.stream().sorted((a, b) -> a.stage().compareTo(b.stage())).toList();
    }

    /** The same without the reports, of which some are large: what a page needs at each look. */
    public List<StageEntry> entries(ReleaseId id) {
        var found = session.handle()
                .createQuery(
                        "select stage, input, digest, words, ended_at from release_output where release_name = :name")
                .bind("name", id.name())
                .map(Releases::entryRow)
                .list();
        return found.stream().sorted((a, b) -> a.stage().compareTo(b.stage())).toList();
    }

    public Optional<StageOutput> output(ReleaseId id, ReleaseStage stage) {
        return session.handle()
                .createQuery("select * from release_output where release_name = :name and stage = :stage")
                .bind("name", id.name())
                .bind("stage", stage.slug())
                .map(Releases::outputRow)
                .findOne();
    }

    /** What each stage that ended left, in its one line for people. */
    public Map<ReleaseStage, String> words(ReleaseId id) {
        var words = new EnumMap<ReleaseStage, String>(ReleaseStage.class);
        session.handle()
                .createQuery("select stage, words from release_output where release_name = :name")
                .bind("name", id.name())
                .map((row, context) ->
                        Map.entry(ReleaseStage.valueOf(constant(row.getString("stage"))), row.getString("words")))
                .forEach(each -> words.put(each.getKey(), each.getValue()));
        return words;
    }

    /** Stores what a stage left; its digest, by which the next one names it. */
    Digest put(ReleaseId id, ReleaseStage stage, StageReport report, String words) {
        var json = Json.write(report, StageReport.class);
        var digest = Digest.of(json);
        var input = stage.previous().flatMap(before -> output(id, before)).map(StageOutput::digest);
        session.handle()
                .createUpdate("""
                        insert into release_output (release_name, stage, input, digest, report, words, ended_at)
                        values (:name, :stage, :input, :digest, :report, :words, :now)
                        on conflict (release_name, stage) do update set input = excluded.input,
                          digest = excluded.digest, report = excluded.report, words = excluded.words,
                          ended_at = excluded.ended_at
                        """)
                .bind("name", id.name())
                .bind("stage", stage.slug())
                .bind("input", input.map(Digest::hex).orElse(null))
                .bind("digest", digest.hex())
                .bind("report", Columns.text(json))
                .bind("words", Columns.text(words))
                .bind("now", session.now())
                .execute();
        return digest;
    }

    /** What no release may hold, by its name. */
    public List<Withdrawal> withdrawals() {
        return new WithdrawalRows(session).list();
    }

    /** Keeps something out from now on; false where that was so already. */
    boolean withdraw(Withdrawal withdrawal) {
        return new WithdrawalRows(session).add(withdrawal);
    }

    /** Lets something in again; false where it was not kept out. */
    boolean readmit(String what) {
        return new WithdrawalRows(session).remove(what);
    }

    private static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : (Long) at.toEpochMilli();
    }

    private static Release row(ResultSet row, StatementContext context) throws SQLException {
        return new Release(
                new ReleaseId(row.getString("name")),
                row.getString("model"),
                row.getLong("repository"),
                ReleaseState.valueOf(constant(row.getString("state"))),
                ReleaseStage.valueOf(constant(row.getString("stage"))),
                row.getString("started_by"),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "since"),
                Columns.instantOrNull(row, "ended_at"),
                row.getString("why"),
                row.getString("decided_by"),
                Columns.instantOrNull(row, "out_since"),
                row.getLong("version"));
    }

    private static StageEntry entryRow(ResultSet row, StatementContext context) throws SQLException {
        var input = row.getString("input");
        return new StageEntry(
                ReleaseStage.valueOf(constant(row.getString("stage"))),
                input == null ? null : new Digest(input),
                new Digest(row.getString("digest")),
                row.getString("words"),
                Columns.instant(row, "ended_at"));
    }

    private static StageOutput outputRow(ResultSet row, StatementContext context) throws SQLException {
        var input = row.getString("input");
        return new StageOutput(
                ReleaseStage.valueOf(constant(row.getString("stage"))),
                input == null ? null : new Digest(input),
                new Digest(row.getString("digest")),
                Json.read(row.getString("report"), StageReport.class),
                row.getString("words"),
                Columns.instant(row, "ended_at"));
    }

    private static String constant(String slug) {
        return slug.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
