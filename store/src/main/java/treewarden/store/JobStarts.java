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
        var now = now();
        var claimed = session.handle()
                .createQuery("""
                        update job set state = 'running', epoch = epoch + 1, attempts = attempts + 1, worker = :worker,
                          started_at = :now, progress_done = null, progress_of = null, progress_what = null
                        where id = :id and state = 'queued' and not_before <= :now and not exists (
                          select 1 from job twin where twin.job_key = job.job_key and twin.state = 'running')
                        returning *
                        """)
                .bind("worker", worker)
                .bind("now", now.toEpochMilli())
                .bind("id", pick.job().number())
                .map(JobRow::map)
                .findOne();
        if (claimed.isPresent()) {
            return new Start.Started(new Claim(claimed.get(), pick));
        }
        var job = new Jobs(session).find(pick.job());
        if (job.isEmpty() || job.get().state().isOver()) {
            scheduled.delete(pick.capability(), pick.job());
            return new Start.Over();
        }
        putOff(pick, job.get().notBefore().isAfter(now) ? job.get().notBefore() : now.plus(retry));
        return new Start.NotNow();
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
