package treewarden.store;

import java.util.Optional;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Digest;
import treewarden.domain.SampleReport;

/** The sample reports: the last one of each contribution and head. A report is known by the digest of its JSON text. */
public final class Samples {
    private final Session session;

    Samples(Session session) {
        this.session = session;
    }

    public Optional<SampleReport> find(ContributionId contribution, CommitId head) {
        return session.handle()
                .createQuery("""
                        select report from sample
                        where repository = :repository and number = :number and head = :head
                        """)
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .bind("head", head.hex())
                .mapTo(String.class)
                .findOne()
                .map(json -> Json.read(json, SampleReport.class));
    }

    public Optional<SampleReport> find(Digest digest) {
        return session.handle()
                .createQuery("select report from sample where digest = :digest limit 1")
                .bind("digest", digest.hex())
                .mapTo(String.class)
                .findOne()
                .map(json -> Json.read(json, SampleReport.class));
    }

    /** Stores the report, in place of an earlier one of the same head; the digest by which jobs name it. */
    public Digest save(SampleReport report) {
        var json = Json.write(report, SampleReport.class);
        var digest = Digest.of(json);
        write(report, json, digest);
        new SearchContributions(session).follow(report.contribution(), report.head());
        return digest;
    }

    private void write(SampleReport report, String json, Digest digest) {
        session.handle()
                .createUpdate("""
                        insert into sample (repository, number, head, digest, report, stored_at, score)
                        values (:repository, :number, :head, :digest, :report, :now, :score)
                        on conflict (repository, number, head) do update
                        set digest = excluded.digest, report = excluded.report, stored_at = excluded.stored_at,
                          score = excluded.score
                        """)
                .bind("repository", report.contribution().repository())
                .bind("number", report.contribution().number())
                .bind("head", report.head().hex())
                .bind("digest", digest.hex())
                .bind("report", json)
                .bind("now", session.now())
                .bind("score", report.meanScore())
                .execute();
    }
}
