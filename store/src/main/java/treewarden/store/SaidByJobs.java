package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/** What each job said last of how far it is. It is forgotten with its job. */
public final class SaidByJobs {
    /** So many of each job are kept. */
    public static final int KEPT = 50;

    private final Session session;

    SaidByJobs(Session session) {
        this.session = session;
    }

    /** The latest first. */
    public List<JobSaid> of(JobId job) {
        return session.handle()
                .createQuery("select * from job_said where job = :job order by number desc")
                .bind("job", job.number())
                .map(SaidByJobs::row)
                .list();
    }

    /** Keeps what a guarded claim says, in place of what was said long before. */
    void keep(Claim claim, Progress progress) {
        long number = session.handle()
                        .createQuery("select coalesce(max(number), 0) from job_said where job = :job")
                        .bind("job", claim.id().number())
                        .mapTo(Long.class)
                        .one()
                + 1;
        session.handle()
                .createUpdate("""
                        insert into job_said (job, number, epoch, attempt, said_at, progress_done, progress_of,
                          progress_what)
                        values (:job, :number, :epoch, :attempt, :now, :done, :of, :what)
                        """)
                .bind("job", claim.id().number())
                .bind("number", number)
                .bind("epoch", claim.epoch())
                .bind("attempt", claim.job().attempts())
                .bind("now", session.now())
                .bind("done", progress.done())
                .bind("of", progress.of())
                .bind("what", Columns.text(progress.what()))
                .execute();
        session.handle()
                .createUpdate("delete from job_said where job = :job and number <= :before")
                .bind("job", claim.id().number())
                .bind("before", number - KEPT)
                .execute();
    }

    private static JobSaid row(ResultSet row, StatementContext context) throws SQLException {
        return new JobSaid(
                row.getInt("attempt"),
                row.getLong("epoch"),
                Columns.instant(row, "said_at"),
                new Progress(row.getInt("progress_done"), row.getInt("progress_of"), row.getString("progress_what")));
    }
}
