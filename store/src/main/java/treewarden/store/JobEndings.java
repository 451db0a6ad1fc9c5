package treewarden.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How runs of jobs end, well or not. What a run may write is guarded by the epoch: each start of a job raises it, and so
 * does taking the job back from a dead worker, so that a run which was given up cannot write any more.
 */
final class JobEndings {
    private final Session session;
    private final ScheduledTasks scheduled;
    private final JobAttempts attempts;

    JobEndings(Session session) {
        this.session = session;
        this.scheduled = new ScheduledTasks(session);
        this.attempts = new JobAttempts(session);
    }

    /**
     * Throws {@link LostLease} unless the claim is the present run of its job; else keeps others from taking it over until
     * the transaction ends.
     */
    void guard(Claim claim) {
        int ours = session.handle()
                .createUpdate("update job set epoch = epoch where id = :id and epoch = :epoch and state = 'running'")
                .bind("id", claim.id().number())
                .bind("epoch", claim.epoch())
                .execute();
        if (ours == 0) {
            throw new LostLease(claim.id(), claim.epoch());
        }
    }

    boolean isCancelRequested(Claim claim) {
        return find(claim.id()).filter(Job::cancelRequested).isPresent();
    }

    void progress(Claim claim, Progress progress) {
        int ours = session.handle()
                .createUpdate("""
                        update job set progress_done = :done, progress_of = :of, progress_what = :what
                        where id = :id and epoch = :epoch and state = 'running'
                        """)
                .bind("done", progress.done())
                .bind("of", progress.of())
                .bind("what", Columns.text(progress.what()))
                .bind("id", claim.id().number())
                .bind("epoch", claim.epoch())
                .execute();
        if (ours == 0) {
            throw new LostLease(claim.id(), claim.epoch());
        }
    }

    /** Ends the job of a guarded claim. */
    void end(Job job, JobState state, @Nullable String result, @Nullable String error) {
        attempts.ended(job.id(), JobAttempt.Outcome.of(state), error == null ? result : error);
        session.handle()
                .createUpdate("""
                        update job set state = :state, finished_at = :now, result = :result,
                          last_error = coalesce(:error, last_error)
                        where id = :id
                        """)
                .bind("state", state.slug())
                .bind("now", session.now())
                .bind("result", Columns.textOrNull(result))
                .bind("error", Columns.textOrNull(error))
                .bind("id", job.id().number())
                .execute();
        scheduled.delete(job.capability(), job.id());
        wakeTwin(job.key());
    }

    /** Queues the job of a guarded claim again; where another with its key waits, that one takes over. */
    void requeue(Claim claim, Waiting waiting) {
        if (queueAgain(claim.job(), waiting)) {
            scheduled.release(claim.pick(), waiting.notBefore());
        }
    }

    /** How a job waits after a run: the attempts that count from now on, from when it may start, and why it waits. */
    record Waiting(int attempts, Instant notBefore, String why) {}

    boolean queueAgain(Job job, Waiting waiting) {
        var twin = queuedTwin(job);
        if (twin.isPresent()) {
            end(job, JobState.CANCELLED, "gave way to job " + twin.get() + ", which does the same", waiting.why());
            return false;
        }
        var counted = waiting.attempts() == job.attempts();
        attempts.ended(job.id(), counted ? JobAttempt.Outcome.FAILED : JobAttempt.Outcome.PUT_OFF, waiting.why());
        session.handle()
                .createUpdate("""
                        update job set state = 'queued', attempts = :attempts, not_before = :notBefore,
                          last_error = :why, finished_at = null, result = null, cancel_requested = 0
                        where id = :id
                        """)
                .bind("attempts", waiting.attempts())
                .bind("notBefore", waiting.notBefore().toEpochMilli())
                .bind("why", Columns.text(waiting.why()))
                .bind("id", job.id().number())
                .execute();
        return true;
    }

    /** Takes back what is marked as running, for a process that knows that all others are dead. */
    void takeBackAll() {
        session.handle()
                .createQuery("select * from job where state = 'running' order by id")
                .map(JobRow::map)
                .list()
                .forEach(this::takeBack);
        // A row that was picked but whose job was not yet started.
        session.handle().createUpdate("""
                        update scheduled_tasks set picked = :no, picked_by = null, last_heartbeat = null,
                          version = version + 1
                        where picked = :yes
                        """).bind("no", false).bind("yes", true).execute();
    }

    /** Takes back the job of a row whose worker is dead, unless it has come back and finished. */
    void takeBack(ScheduledTasks.Pick dead) {
        var job = find(dead.job());
        if (job.isPresent() && job.get().state() == JobState.RUNNING) {
            takeBack(job.get());
        } else {
            scheduled.release(dead, now());
        }
    }

    private void takeBack(Job job) {
        // From here on the old run is refused, should its worker live after all.
        session.handle()
                .createUpdate("update job set epoch = epoch + 1 where id = :id")
                .bind("id", job.id().number())
                .execute();
        var why = "Its worker " + Objects.requireNonNullElse(job.worker(), "") + " ended while it ran.";
        if (job.cancelRequested()) {
            end(job, JobState.CANCELLED, null, why);
        } else if (job.attempts() >= job.kind().attempts()) {
            end(job, JobState.FAILED, null, why + " That was attempt " + job.attempts() + ", the last.");
        } else if (queueAgain(job, new Waiting(job.attempts(), now(), why))) {
            scheduled.releaseAnyway(ScheduledTasks.Row.of(job, now()));
        }
    }

    Optional<JobId> queuedTwin(Job job) {
        return session.handle()
                .createQuery("select id from job where job_key = :key and state = 'queued' and id <> :id")
                .bind("key", job.key())
                .bind("id", job.id().number())
                .mapTo(Long.class)
                .findOne()
                .map(JobId::new);
    }

    /** The next job with this key had to wait for this one to end. */
    private void wakeTwin(String key) {
        session.handle()
                .createQuery("select * from job where job_key = :key and state = 'queued'")
                .bind("key", key)
                .map(JobRow::map)
                .findOne()
                .ifPresent(twin -> scheduled.move(ScheduledTasks.Row.of(twin, twin.notBefore())));
    }

    private Optional<Job> find(JobId id) {
        return new Jobs(session).find(id);
    }

    private Instant now() {
        return Instant.ofEpochMilli(session.now());
    }
}
