package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import treewarden.domain.JobKind;
import treewarden.store.JobAttempt.Outcome;

/** The log of the jobs: how each attempt ended. It is forgotten with its job. */
public final class JobAttempts {
    private static final long DAY = 24 * 3600 * 1000L;

    private final Session session;

    JobAttempts(Session session) {
        this.session = session;
    }

    /** Those of a job that ended, the latest first, at most so many. */
    public List<JobAttempt> of(JobId job, int atMost) {
        return session.handle()
                .createQuery("select * from job_attempt where job = :job order by epoch desc limit :limit")
                .bind("job", job.number())
                .bind("limit", atMost)
                .map(JobAttempts::row)
                .list();
    }

    /** How the attempts of a kind fared that ended on a day (UTC), and how long they ran in all. */
    public record Fared(JobKind kind, LocalDate day, int attempts, int failed, long millis) {}

    /** By kind and day, for the days from this one on; days without any are not there. */
    public List<Fared> since(LocalDate first, Set<JobKind> kinds) {
        return session.handle()
                .createQuery("""
                        select kind, ended_at / :day as ended_on, count(*) as attempts,
                          sum(case when outcome = 'failed' then 1 else 0 end) as failed, sum(ended_at - started_at) as took
                        from job_attempt where kind in (<kinds>) and ended_at >= :since
                        group by kind, ended_on
                        """)
                .bind("day", DAY)
                .bindList("kinds", names(kinds))
                .bind("since", first.toEpochDay() * DAY)
                .map((row, context) -> new Fared(
                        JobKind.valueOf(row.getString("kind")),
                        LocalDate.ofEpochDay(row.getLong("ended_on")),
                        row.getInt("attempts"),
                        row.getInt("failed"),
                        row.getLong("took")))
                .list();
    }

    /** What the attempts of these kinds said that failed last, at most so many of all. */
    public List<String> lastFailures(Set<JobKind> kinds, Instant since, int atMost) {
        return session.handle()
                .createQuery("""
                        select message from job_attempt
                        where kind in (<kinds>) and ended_at >= :since and outcome = 'failed'
                        order by ended_at desc limit :limit
                        """)
                .bindList("kinds", names(kinds))
                .bind("since", since.toEpochMilli())
                .bind("limit", atMost)
                .mapTo(String.class)
                .list();
    }

    /** Keeps how the present attempt of a job ends; nothing where none runs. To be called before the job is changed. */
    void ended(JobId job, Outcome outcome, @Nullable String message) {
        session.handle()
                .createUpdate("""
                        insert into job_attempt (job, epoch, kind, attempt, worker, started_at, ended_at, outcome, message,
                          progress_done, progress_of, progress_what)
                        select id, epoch, kind, attempts, worker, started_at, :now, :outcome, :message, progress_done,
                          progress_of, progress_what
                        from job where id = :id and state = 'running' and started_at is not null
                        """)
                .bind("now", session.now())
                .bind("outcome", outcome.slug())
                .bind(
                        "message",
                        Optional.ofNullable(Columns.textOrNull(message)).orElse(""))
                .bind("id", job.number())
                .execute();
    }

    private static List<String> names(Collection<JobKind> kinds) {
        return kinds.stream().map(Enum::name).toList();
    }

    private static JobAttempt row(ResultSet row, StatementContext context) throws SQLException {
        var done = Columns.intOrNull(row, "progress_done");
        return new JobAttempt(
                row.getInt("attempt"),
                row.getString("worker"),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "ended_at"),
                Outcome.ofSlug(row.getString("outcome")),
                row.getString("message"),
                done == null ? null : new Progress(done, row.getInt("progress_of"), row.getString("progress_what")));
    }
}
