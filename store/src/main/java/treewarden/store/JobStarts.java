package treewarden.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import treewarden.domain.JobKind;

/** How jobs leave the queue: a job is started when its row of {@link ScheduledTasks} was picked. */
final class JobStarts {
    private final Session session;
    private final ScheduledTasks scheduled;

    JobStarts(Session session) {
        this.session = session;
        this.scheduled = new ScheduledTasks(session);
    }

    /** What came of trying to start a job. */
    sealed interface Start {
        record Started(Claim claim) implements Start {}

        /** Not now: it was put off. */
        record NotNow() implements Start {}

        /** There is nothing to run any more. */
        record Over() implements Start {}
    }

    /** Starts a job whose row was picked; {@code retry} is when to look again at one that must wait for its twin. */
    Start start(ScheduledTasks.Pick pick, String worker, Duration retry) {
        while (true) {
            var claimed = claim(pick.job(), worker);
            if (claimed.isPresent()) {
                return new Start.Started(new Claim(claimed.get(), pick));
            }
            var job = new Jobs(session).find(pick.job());
            if (job.isEmpty() || job.get().state().isOver()) {
                scheduled.delete(pick.capability(), pick.job());
                return new Start.Over();
            }
            if (job.get().notBefore().isAfter(now())) {
                putOff(pick, job.get().notBefore());
                return new Start.NotNow();
            }
            if (isTwinRunning(job.get())) {
                putOff(pick, now().plus(retry));
                return new Start.NotNow();
            }
            // The twin has ended in this moment: try again.
        }
    }

    private Optional<Job> claim(JobId id, String worker) {
        return session.handle()
                .createQuery("""
                        update job set state = 'running', epoch = epoch + 1, attempts = attempts + 1, worker = :worker,
                          started_at = :now, progress_done = null, progress_of = null, progress_what = null
                        where id = :id and state = 'queued' and not_before <= :now and not exists (
                          select 1 from job twin where twin.job_key = job.job_key and twin.state = 'running')
                        returning *
                        """)
                .bind("worker", worker)
                .bind("now", session.now())
                .bind("id", id.number())
                .map(JobRow::map)
                .findOne();
    }

    /**
     * Whether a job with the same key runs. If so it cannot end before the caller's transaction does: so it finds the row
     * of the job that waits for it put off, and wakes it.
     */
    private boolean isTwinRunning(Job job) {
        return session.handle()
                        .createUpdate("update job set epoch = epoch where job_key = :key and state = 'running'")
                        .bind("key", job.key())
                        .execute()
                > 0;
    }

    void putOff(ScheduledTasks.Pick pick, Instant time) {
        scheduled.release(pick, time);
    }

    /** Picks and starts the next job that is due, for running it in the calling thread. */
    Optional<Claim> startNext(String worker, Set<JobKind> kinds) {
        if (kinds.isEmpty()) {
            return Optional.empty();
        }
        var next = session.handle()
                .createQuery("""
                        select * from job where state = 'queued' and not_before <= :now and kind in (<kinds>)
                          and not exists (
                            select 1 from job twin where twin.job_key = job.job_key and twin.state = 'running')
                        order by priority desc, id limit 1
                        """)
                .bind("now", session.now())
                .bindList("kinds", kinds.stream().map(Enum::name).toList())
                .map(JobRow::map)
                .findOne();
        if (next.isEmpty()) {
            return Optional.empty();
        }
        var pick = scheduled.pick(next.get().capability(), next.get().id(), worker);
        return start(pick, worker, Duration.ZERO) instanceof Start.Started started
                ? Optional.of(started.claim())
                : Optional.empty();
    }

    private Instant now() {
        return Instant.ofEpochMilli(session.now());
    }
}
