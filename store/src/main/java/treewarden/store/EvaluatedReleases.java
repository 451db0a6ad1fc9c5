package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.statement.StatementContext;
import treewarden.domain.Digest;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;

/** The releases that were evaluated, whatever became of them. */
public final class EvaluatedReleases {
    private final Session session;

    EvaluatedReleases(Session session) {
        this.session = session;
    }

    /**
     * Those of a release's model that were started before it, and it, where it was evaluated: the newest first. A release
     * that came further than its evaluation is one of them, also where its report is gone.
     */
    public List<EvaluatedRelease> upTo(Release release, int limit) {
        return session.handle()
                .createQuery("""
                        select r.name, r.state, r.out_since, r.started_at, o.digest
                        from release r
                        left join release_output o on o.release_name = r.name and o.stage = :evaluate
                        where r.model = :model and (r.started_at, r.name) <= (:at, :name)
                          and (o.digest is not null or r.stage in (:gate, :publish, :announce))
                        order by r.started_at desc, r.name desc limit :limit
                        """)
                .bind("evaluate", ReleaseStage.EVALUATE.slug())
                .bind("gate", ReleaseStage.GATE.slug())
                .bind("publish", ReleaseStage.PUBLISH.slug())
                .bind("announce", ReleaseStage.ANNOUNCE.slug())
                .bind("model", release.model())
                .bind("at", release.startedAt().toEpochMilli())
                .bind("name", release.id().name())
                .bind("limit", limit)
                .map(EvaluatedReleases::row)
                .list();
    }

    private static EvaluatedRelease row(ResultSet row, StatementContext context) throws SQLException {
        var digest = row.getString("digest");
        return new EvaluatedRelease(
                new ReleaseId(row.getString("name")),
                ReleaseState.valueOf(
                        row.getString("state").toUpperCase(Locale.ROOT).replace('-', '_')),
                Columns.instantOrNull(row, "out_since") != null,
                Columns.instant(row, "started_at"),
                digest == null ? null : new Digest(digest));
    }
}
