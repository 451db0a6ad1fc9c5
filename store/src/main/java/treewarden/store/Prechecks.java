package treewarden.store;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Digest;
import treewarden.domain.PrecheckReport;

/**
 * What the community model answered to the seed questions: for each contribution and head the last report of the model of
 * the day, and the last of each release. A report is known by the digest of its JSON text.
 */
public final class Prechecks {
    /** Stands for the model of the day, which is of no release. */
    private static final String OF_THE_DAY = "";

    private final Session session;

    Prechecks(Session session) {
        this.session = session;
    }

    /** What the model of the day answered. */
    public Optional<PrecheckReport> find(ContributionId contribution, CommitId head) {
        return find(contribution, head, null);
    }

    /** @param release null for the model of the day */
    public Optional<PrecheckReport> find(ContributionId contribution, CommitId head, @Nullable String release) {
        var query = session.handle().createQuery("""
                select report from precheck
                where repository = :repository and number = :number and head = :head and release_name = :release
                """);
        return reports(query.bind("head", head.hex()).bind("release", name(release)), contribution).stream()
                .findFirst();
    }

    /** All of a contribution at this head: first that of the model of the day, then those of releases as they came. */
    public List<PrecheckReport> list(ContributionId contribution, CommitId head) {
        var query = session.handle().createQuery("""
                select report from precheck
                where repository = :repository and number = :number and head = :head
                order by case when release_name = '' then 0 else 1 end, stored_at, release_name
                """);
        return reports(query.bind("head", head.hex()), contribution);
    }

    private static List<PrecheckReport> reports(Query query, ContributionId contribution) {
        return query.bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .mapTo(String.class)
                .map(json -> Json.read(json, PrecheckReport.class))
                .list();
    }

    /** Stores the report, in place of an earlier one of the same head and release; the digest by which jobs name it. */
    public Digest save(PrecheckReport report) {
        var json = Json.write(report, PrecheckReport.class);
        var digest = Digest.of(json);
        session.handle()
                .createUpdate("""
                        insert into precheck (repository, number, head, release_name, digest, report, stored_at)
                        values (:repository, :number, :head, :release, :digest, :report, :now)
                        on conflict (repository, number, head, release_name) do update
                        set digest = excluded.digest, report = excluded.report, stored_at = excluded.stored_at
                        """)
                .bind("repository", report.contribution().repository())
                .bind("number", report.contribution().number())
                .bind("head", report.head().hex())
                .bind("release", name(report.release()))
                .bind("digest", digest.hex())
                .bind("report", json)
                .bind("now", session.now())
                .execute();
        return digest;
    }

    private static String name(@Nullable String release) {
        return release == null ? OF_THE_DAY : Columns.text(release);
    }
}
