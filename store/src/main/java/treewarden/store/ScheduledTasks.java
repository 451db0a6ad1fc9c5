package treewarden.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.argument.Argument;
import treewarden.domain.Capability;

/**
 * The rows of db-scheduler's table. The library picks due rows, keeps their heartbeats and finds those whose worker is
 * dead; we add, move and delete rows ourselves, so that each is written in the same transaction as its {@code job} row.
 * A row's task is the capability, its instance the job's number.
 */
final class ScheduledTasks {
    private static final String WHERE_STILL_OURS =
            " where task_name = :task and task_instance = :job and version = :version";
    private final Session session;

    ScheduledTasks(Session session) {
        this.session = session;
    }

    /** Which picking of a row this is: the row's version grows with each. */
    record Pick(Capability capability, JobId job, long version) {}

    /** A row to be. */
    record Row(Capability capability, JobId job, Instant time, int priority) {
        static Row of(Job job, Instant time) {
            return new Row(job.capability(), job.id(), time, job.priority());
        }
    }

    static String taskName(Capability capability) {
        return capability.name().toLowerCase(Locale.ROOT);
    }

    void insert(List<Row> rows) {
        var batch = session.handle().prepareBatch("""
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version, priority)
                        values (:task, :job, :time, :no, 1, :priority)
                        """);
        for (var row : rows) {
            batch.bind("task", taskName(row.capability()))
                    .bind("job", row.job().toString())
                    .bind("time", time(row.time()))
                    .bind("no", false)
                    .bind("priority", row.priority())
                    .add();
        }
        batch.execute();
    }

    /** Moves a row that nobody has picked. */
    void move(Row row) {
        session.handle()
                .createUpdate("""
                        update scheduled_tasks set execution_time = :time, priority = :priority, version = version + 1
                        where task_name = :task and task_instance = :job and picked = :no
                        """)
                .bind("time", time(row.time()))
                .bind("priority", row.priority())
                .bind("task", taskName(row.capability()))
                .bind("job", row.job().toString())
                .bind("no", false)
                .execute();
    }

    /** Picks a row as the library does, for a job that is run in the calling thread. */
    Pick pick(Capability capability, JobId job, String worker) {
        long version = session.handle()
                .createQuery("""
                        update scheduled_tasks
                        set picked = :yes, picked_by = :worker, last_heartbeat = :now, version = version + 1
                        where task_name = :task and task_instance = :job returning version
                        """)
                .bind("yes", true)
                .bind("worker", worker)
                .bind("now", time(Instant.ofEpochMilli(session.now())))
                .bind("task", taskName(capability))
                .bind("job", job.toString())
                .mapTo(Long.class)
                .one();
        return new Pick(capability, job, version);
    }

    /** Gives a picked row back, to be picked at this time; does nothing when it was picked by somebody else since. */
    void release(Pick pick, Instant time) {
        session.handle()
                .createUpdate("""
                        update scheduled_tasks set picked = :no, picked_by = null, last_heartbeat = null,
                          execution_time = :time, version = version + 1
                        """ + WHERE_STILL_OURS)
                .bind("no", false)
                .bind("time", time(time))
                .bind("task", taskName(pick.capability()))
                .bind("job", pick.job().toString())
                .bind("version", pick.version())
                .execute();
    }

    /** Gives the row of a job back whoever has it. */
    void releaseAnyway(Row row) {
        session.handle()
                .createUpdate("""
                        update scheduled_tasks set picked = :no, picked_by = null, last_heartbeat = null,
                          execution_time = :time, priority = :priority, version = version + 1
                        where task_name = :task and task_instance = :job
                        """)
                .bind("no", false)
                .bind("time", time(row.time()))
                .bind("priority", row.priority())
                .bind("task", taskName(row.capability()))
                .bind("job", row.job().toString())
                .execute();
    }

    /** Deletes the row of a job that is over. */
    void delete(Capability capability, JobId job) {
        session.handle()
                .createUpdate("delete from scheduled_tasks where task_name = :task and task_instance = :job")
                .bind("task", taskName(capability))
                .bind("job", job.toString())
                .execute();
    }

    private Argument time(Instant instant) {
        var truncated = Instant.ofEpochMilli(instant.toEpochMilli());
        return (position, statement, context) ->
                session.engine().scheduling().setInstant(statement, position, truncated);
    }
}
