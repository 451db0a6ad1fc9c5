package treewarden.store;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether anything that an open page shows has changed since the last look, whoever changed it: another process
 * with the same database as well. A look costs a few numbers, each read by an index.
 */
public final class LookForChanges {
    private static final String RUNNING =
            "select count(*) as running, sum(epoch) as epochs, sum(progress_done) as progress, sum(progress_of) as goals,"
                    + " sum(cancel_requested) as cancels from job where state = 'running'";

    private final Database database;
    private @Nullable Numbers last;

    public LookForChanges(Database database) {
        this.database = database;
    }

    /** What pages show. */
    public enum Subject {
        CONTRIBUTIONS,
        JOBS
    }

    private record Numbers(long audit, Jobs jobs) {
        Set<Subject> since(Numbers before) {
            var changed = EnumSet.noneOf(Subject.class);
            if (audit != before.audit) {
                changed.add(Subject.CONTRIBUTIONS);
            }
            if (audit != before.audit || !jobs.equals(before.jobs)) {
                changed.add(Subject.JOBS);
            }
            return changed;
        }
    }

    private record Jobs(long newest, long ended, long running, long epochs, long progress, long goals, long cancels) {}

    /** What has changed since this was called last; at the first call everything may have. */
    public synchronized Set<Subject> look() {
        var now = database.read(tables -> numbers(tables.session()));
        var before = last;
        last = now;
        return before == null ? EnumSet.allOf(Subject.class) : now.since(before);
    }

    /** Each decision writes a line of the audit, and so does what people ask of jobs and releases. */
    private static Numbers numbers(Session session) {
        long newest = number(session, "select id from job order by id desc limit 1");
        long ended =
                number(session, "select finished_at from job where finished_at > 0 order by finished_at desc limit 1");
        return new Numbers(
                number(session, "select number from audit_head where one = 1"),
                session.handle()
                        .createQuery(RUNNING)
                        .map((row, context) -> new Jobs(
                                newest,
                                ended,
                                row.getLong("running"),
                                row.getLong("epochs"),
                                row.getLong("progress"),
                                row.getLong("goals"),
                                row.getLong("cancels")))
                        .one());
    }

    private static long number(Session session, String sql) {
        return session.handle().createQuery(sql).mapTo(Long.class).findOne().orElse(0L);
    }
}
