package treewarden.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;

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

    /** Those that need one of these and wait, in the order in which they are taken up, at most so many. */
    public List<Job> queued(Set<Capability> capabilities, int atMost) {
        if (capabilities.isEmpty()) {
            return List.of();
        }
        // Each is read from the index in this order, so that the database only merges them.
        var each = capabilities.stream()
                .sorted()
                .map(one -> "select * from job where state = 'queued' and capability = '" + one.name() + "'")
                .collect(Collectors.joining(" union all "));
        return session.handle()
                .createQuery(each + " order by priority desc, not_before, id limit :limit")
                .bind("limit", atMost)
                .map(JobRow::map)
                .list();
    }

    /** How many wait for a worker with each capability; one for which none waits is not there. */
    public Map<Capability, Integer> queuedByCapability() {
        var counts = new EnumMap<Capability, Integer>(Capability.class);
        var each = Arrays.stream(Capability.values())
                .map(one -> "select '" + one.name() + "' as capability, count(*) as jobs from job"
                        + " where state = 'queued' and capability = '" + one.name() + "'")
                .collect(Collectors.joining(" union all "));
        session.handle()
                .createQuery(each)
                .map((row, context) -> Map.entry(Capability.valueOf(row.getString("capability")), row.getInt("jobs")))
                .filter(entry -> entry.getValue() > 0)
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /**
     * Those that ended lately and did not fail, the latest first, at most so many. Of cancelled ones only the youngest are
     * looked at: they are few, and no index has them by their end.
     */
    public List<Job> ended(int atMost) {
        return Stream.concat(done(atMost).stream(), before(JobState.CANCELLED, Long.MAX_VALUE, atMost).stream())
                .sorted(Comparator.comparing(Jobs::end).reversed())
                .limit(atMost)
                .toList();
    }

    /** Each kind is read from the index in this order, so that the database only merges them, however many failed since. */
    private List<Job> done(int atMost) {
        var each = Arrays.stream(JobKind.values())
                .map(kind -> "select * from job where kind = '" + kind.name() + "' and state = 'done'")
                .collect(Collectors.joining(" union all "));
        return session.handle()
                .createQuery(each + " order by finished_at desc limit :limit")
                .bind("limit", atMost)
                .map(JobRow::map)
                .list();
    }

    private static Instant end(Job job) {
        return Objects.requireNonNullElse(job.finishedAt(), job.createdAt());
    }

    /** The latest that are older than this one, at most so many. */
    public List<Job> before(@Nullable JobState state, long id, int atMost) {
        return session.handle()
                .createQuery("select * from job where id < :id " + (state == null ? "" : "and state = :state ")
                        + "order by id desc limit :limit")
                .bind("id", id)
                .bind("limit", atMost)
                .bindMap(state == null ? Map.of() : Map.of("state", state.slug()))
                .map(JobRow::map)
                .list();
    }

    /** How long the last runs of this kind took that came to a good end, in milliseconds, the latest first. */
    public List<Long> lastRuns(JobKind kind, int atMost) {
        return session.handle()
                .createQuery("""
                        select finished_at - started_at from job
                        where kind = :kind and state = 'done' order by finished_at desc limit :limit
                        """)
                .bind("kind", kind.name())
                .bind("limit", atMost)
                .mapTo(Long.class)
                .list();
    }

    /** How many have not come to a good end: they wait, run, or are parked. A state without any is not there. */
    public Map<JobState, Integer> openByState() {
        return counts("where state in ('queued', 'running', 'failed')");
    }

    /** How many there are in each state; a state without any is not there. */
    public Map<JobState, Integer> countsByState() {
        return counts("");
    }

    private Map<JobState, Integer> counts(String where) {
        var counts = new EnumMap<JobState, Integer>(JobState.class);
        session.handle()
                .createQuery("select state, count(*) as jobs from job " + where + " group by state")
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
