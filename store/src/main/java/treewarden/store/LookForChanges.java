package treewarden.store;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether anything that an open page shows has changed since the last look, whoever changed it: another process
 * with the same database as well. A look costs a few numbers, each read by an index.
 */
public final class LookForChanges {
    /** Each decision writes a line of the audit, and so does what people ask of jobs and releases. */
    private static final String NUMBERS =
            "select (select number from audit_head where one = 1) as audit,"
                    + " (select id from job where id > 0 order by id desc limit 1) as newest,"
                    + " (select finished_at from job where finished_at > 0 order by finished_at desc limit 1) as ended,"
                    + " count(*) as running, sum(epoch) as epochs, sum(progress_done) as progress,"
                    + " sum(progress_of) as goals, sum(cancel_requested) as cancels from job where state = 'running'";

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

    private static Numbers numbers(Session session) {
        return session.handle()
                .createQuery(NUMBERS)
                .map((row, context) -> new Numbers(
                        row.getLong("audit"),
                        new Jobs(
                                row.getLong("newest"),
                                row.getLong("ended"),
                                row.getLong("running"),
                                row.getLong("epochs"),
                                row.getLong("progress"),
                                row.getLong("goals"),
                                row.getLong("cancels"))))
                .one();
    }
}
