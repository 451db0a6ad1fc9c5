package treewarden.store;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

/** The jobs, to be looked at. They are queued, cancelled and retried by {@link Transaction} and run by {@link JobRunner}. */
public final class Jobs {
    private final Session session;

    Jobs(Session session) {
        this.session = session;
    }

    public Optional<Job> find(JobId id) {
        return session.handle()
                .createQuery("select * from job where id = :id")
                .bind("id", id.number())
                .map(JobRow::map)
                .findOne();
    }

    /** The job that was queued last under this key, whatever became of it. */
    public Optional<Job> latest(String key) {
        return session.handle()
                .createQuery("select * from job where job_key = :key order by id desc limit 1")
                .bind("key", key)
                .map(JobRow::map)
                .findOne();
    }

    /** The latest first. */
    public List<Job> list(JobFilter filter) {
        var query = session.handle()
                .createQuery("select * from job" + where(filter) + " order by id desc limit :limit offset :offset");
        return bind(query, filter)
                .bind("limit", filter.limit())
                .bind("offset", filter.offset())
                .map(JobRow::map)
                .list();
    }

    /** How many the filter matches on all its pages. */
    public int count(JobFilter filter) {
        var query = session.handle().createQuery("select count(*) from job" + where(filter));
        return bind(query, filter).mapTo(Integer.class).one();
    }

    /** How many there are in each state; a state without any is not there. */
    public Map<JobState, Integer> countsByState() {
        var counts = new EnumMap<JobState, Integer>(JobState.class);
        session.handle()
                .createQuery("select state, count(*) as jobs from job group by state")
                .map((row, context) -> Map.entry(JobState.ofSlug(row.getString("state")), row.getInt("jobs")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** Forgets at most {@code atMost} jobs that ended before; how many it were. */
    int forget(Instant before, int atMost) {
        return session.handle()
                .createUpdate("""
                        delete from job where id in (
                          select id from job where finished_at < :before order by finished_at limit :limit)
                        """)
                .bind("before", before.toEpochMilli())
                .bind("limit", atMost)
                .execute();
    }

    private static String where(JobFilter filter) {
        return " where 1 = 1"
                + (filter.states().isEmpty() ? "" : " and state in (<states>)")
                + (filter.kinds().isEmpty() ? "" : " and kind in (<kinds>)");
    }

    private static Query bind(Query query, JobFilter filter) {
        if (!filter.states().isEmpty()) {
            query.bindList(
                    "states", filter.states().stream().map(JobState::slug).toList());
        }
        if (!filter.kinds().isEmpty()) {
            query.bindList("kinds", filter.kinds().stream().map(Enum::name).toList());
        }
        return query;
    }
}
