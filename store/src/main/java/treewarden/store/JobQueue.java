package treewarden.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import treewarden.domain.JobPayload;

/**
 * How jobs come into the queue, and what people do to them there. A job's row and its row of {@link ScheduledTasks} are
 * written in the same transaction.
 */
final class JobQueue {
    private final Session session;
    private final ScheduledTasks scheduled;
    private final JobEndings endings;

    JobQueue(Session session) {
        this.session = session;
        this.scheduled = new ScheduledTasks(session);
        this.endings = new JobEndings(session);
    }

    JobId enqueue(JobPayload payload, When when) {
        while (true) {
            var waiting = joined(payload, when);
            if (waiting.isPresent()) {
                return waiting.get();
            }
            var queued = insert(List.of(payload), when);
            if (!queued.isEmpty()) {
                return queued.get(0);
            }
            // Another process queued one, and it may have started since: look again.
        }
    }

    /** Queues those of which no other with the same key waits; the ids of the jobs that were queued. */
    List<JobId> insert(List<? extends JobPayload> payloads, When when) {
        var now = now();
        var notBefore = when.notBefore() == null ? now : when.notBefore();
        var ids = session.engine().nextIds(session.handle(), "job", payloads.size());
        var batch = session.handle().prepareBatch("""
                        insert into job (id, kind, capability, job_key, payload, state, priority, attempts, not_before,
                          cancel_requested, epoch, created_at)
                        values (:id, :kind, :capability, :key, :payload, 'queued', :priority, 0, :notBefore, 0, 0, :now)
                        on conflict (job_key) where state = 'queued' do nothing
                        """);
        for (int i = 0; i < payloads.size(); i++) {
            var payload = payloads.get(i);
            batch.bind("id", ids.get(i))
                    .bind("kind", payload.kind().name())
                    .bind("capability", payload.kind().capability().name())
                    .bind("key", payload.key())
                    .bind("payload", Json.write(payload, JobPayload.class))
                    .bind("priority", when.priority())
                    .bind("notBefore", notBefore.toEpochMilli())
                    .bind("now", now.toEpochMilli())
                    .add();
        }
        var inserted = batch.execute();
        var rows = new ArrayList<ScheduledTasks.Row>();
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] == 1) {
                rows.add(new ScheduledTasks.Row(
                        payloads.get(i).kind().capability(), new JobId(ids.get(i)), notBefore, when.priority()));
            }
        }
        if (!rows.isEmpty()) {
            scheduled.insert(rows);
        }
        return rows.stream().map(ScheduledTasks.Row::job).toList();
    }

    /**
     * The job with the same key that waits, raised to this priority and time. The update locks it even if nothing changes,
     * so that it does not start before the caller's transaction is committed and then miss what that wrote.
     */
    private Optional<JobId> joined(JobPayload payload, When when) {
        var notBefore = when.notBefore() == null ? now() : when.notBefore();
        var waiting = session.handle()
                .createQuery("""
                        update job set
                          priority = case when priority < :priority then :priority else priority end,
                          not_before = case when attempts = 0 and last_error is null and not_before > :notBefore
                            then :notBefore else not_before end
                        where job_key = :key and state = 'queued' returning *
                        """)
                .bind("priority", when.priority())
                .bind("notBefore", notBefore.toEpochMilli())
                .bind("key", payload.key())
                .map(JobRow::map)
                .findOne();
        waiting.ifPresent(job -> scheduled.move(ScheduledTasks.Row.of(job, job.notBefore())));
        return waiting.map(Job::id);
    }

    boolean requestCancel(JobId id) {
        var job = locked(id);
        if (job.isEmpty() || job.get().state().isOver()) {
            return false;
        }
        if (job.get().state() == JobState.QUEUED) {
            endings.end(job.get(), JobState.CANCELLED, "cancelled before it started", null);
        } else {
            session.handle()
                    .createUpdate("update job set cancel_requested = 1 where id = :id")
                    .bind("id", id.number())
                    .execute();
        }
        return true;
    }

    boolean retry(JobId id) {
        var job = locked(id);
        if (job.isEmpty() || (job.get().state() != JobState.FAILED && job.get().state() != JobState.CANCELLED)) {
            return false;
        }
        if (endings.queuedTwin(job.get()).isEmpty()) {
            endings.queueAgain(job.get(), new JobEndings.Waiting(0, now(), "retried by hand"));
            scheduled.insert(List.of(ScheduledTasks.Row.of(job.get(), now())));
        }
        return true;
    }

    private Optional<Job> locked(JobId id) {
        return session.handle()
                .createQuery("update job set epoch = epoch where id = :id returning *")
                .bind("id", id.number())
                .map(JobRow::map)
                .findOne();
    }

    private Instant now() {
        return Instant.ofEpochMilli(session.now());
    }
}
