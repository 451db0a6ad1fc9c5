package treewarden.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A statement that may read more than it shows.
 *
 * @param begins how the statement begins
 * @param why what it reads has an end all the same
 * @param reads the indexes that it may read further than it shows, a table where it needs none, {@link #SORT} and {@link
 *     #IN_BRACKETS}; whatever else it reads is judged as in any other statement
 */
record Bounded(String begins, String why, Set<String> reads) {
    /** Stands among what a statement may do for a sort of rows that no index has in this order. */
    static final String SORT = "sort";

    /** And this for rows that are dropped by a condition in brackets: by an alternative, or by not being among others. */
    static final String IN_BRACKETS = "in brackets";

    /** Each is needed: a test fails for one that is not. */
    static final List<Bounded> ALL = List.of(
            new Bounded(
                    "select c.*, r.owner, r.name, r.installation from (select * from (select ",
                    "20 rows of each state are merged; what others look after is passed over, from the index alone",
                    Set.of(IN_BRACKETS, SORT)),
            new Bounded(
                    "select number, head from contribution where +repository = ? and state in ",
                    "what is under way in another repository is passed over",
                    Set.of("contribution_known")),
            new Bounded(
                    "select r.name, r.state, r.out_since, r.started_at, o.digest from release r left join release_output o ",
                    "releases that never came to an evaluation are passed over",
                    Set.of("sqlite_autoindex_release_output_1")),
            new Bounded(
                    "select path, number, sampled from contribution_leaf where repository = ? and path >= ? and path < ? ",
                    "names that begin with a folder's and a sign before the slash stand between the folder and what is in it",
                    Set.of("contribution_leaf_below")),
            new Bounded(
                    "select distinct path from leaf_example where repository = ? and path >= ? and path < ? ",
                    "and there too",
                    Set.of("sqlite_autoindex_leaf_example_1")),
            new Bounded(
                    "select distinct path, blob from leaf_example ",
                    "all leaves of the base branch are asked for",
                    Set.of(SORT)),
            new Bounded(
                    "with recursive each (it) as ( select min(action) from audit ",
                    "one look into the index for each value",
                    Set.of("audit_action")),
            new Bounded(
                    "with recursive each (it) as ( select min(actor) from audit ",
                    "and for each of these",
                    Set.of("audit_actor")),
            new Bounded(
                    "select kind, ended_at / ? as ended_on, count(*)",
                    "attempts of fourteen days, for a row of each day",
                    Set.of(SORT)),
            new Bounded(
                    "select message from job_attempt where kind in ",
                    "failures of fourteen days",
                    Set.of("job_attempt_kind", SORT)),
            new Bounded(
                    "select count(*) from outbox where state = 'parked'",
                    "the index holds what is parked and no more",
                    Set.of("outbox_parked")),
            new Bounded(
                    "select count(*) from outbox where state = 'waiting'",
                    "the index holds what waits and no more",
                    Set.of("outbox_waiting")),
            new Bounded(
                    "select id, installation, effect, attempts, tried, created_at from outbox where installation = ? ",
                    "what waits of an installation; few of them were put off",
                    Set.of("outbox_waiting")),
            new Bounded(
                    "select not_before from outbox where installation = ? and state = 'waiting' ",
                    "what waits of an installation, when nothing of it is due",
                    Set.of(SORT)),
            new Bounded(
                    "select c.*, r.owner, r.name, r.installation from contribution c join repository r"
                            + " on r.id = c.repository where 1 = 1 ",
                    "what is reminded of, once a day, and what ended, once a week: a job's and no page's",
                    Set.of("sqlite_autoindex_contribution_1", SORT)),
            new Bounded(
                    "select c.*, r.owner, r.name, r.installation from contribution c join repository r"
                            + " on r.id = c.repository where (c.repository, c.number) > (?, ?) ",
                    "500 at a time in the order of the key, once after an upgrade",
                    Set.of("sqlite_autoindex_contribution_1")),
            new Bounded(
                    "insert into queue_day (day, came, went, took) select ",
                    "once after an upgrade",
                    Set.of("audit", SORT)),
            new Bounded(
                    "select rowid from contribution_text limit 1",
                    "whether there is any row",
                    Set.of("contribution_text")),
            new Bounded(
                    "select * from job where state = 'queued' and not_before <= ? and kind in ",
                    "what is queued, where jobs are run one by one as in a command: the service asks its library",
                    Set.of("job_of_state", SORT)),
            new Bounded(
                    "select * from scheduled_tasks where picked = ? and execution_time <= ? ",
                    "the library's own: what is due, the more urgent first",
                    Set.of("scheduled_tasks_due", SORT)),
            new Bounded(
                    "select * from scheduled_tasks where picked = ? and last_heartbeat <= ? ",
                    "the library's own: what is picked has a heartbeat, and little is",
                    Set.of("scheduled_tasks_heartbeat")),
            new Bounded(
                    "update scheduled_tasks set picked = ?, picked_by = null, last_heartbeat = null,"
                            + " version = version + 1 where picked = ?",
                    "what waits, once when the service starts",
                    Set.of("scheduled_tasks")),
            new Bounded(
                    "select guid, attempt, times from redelivery ",
                    "deliveries that were lost within thirty days",
                    Set.of("redelivery", SORT)),
            new Bounded("delete from redelivery ", "and these, once an hour", Set.of("redelivery")),
            new Bounded(
                    "delete from answered_comment ",
                    "a row of two numbers for each command of thirty days, once an hour",
                    Set.of("answered_comment")),
            new Bounded(
                    "delete from token_account ",
                    "a row for each contributor who asked the teacher, once an hour",
                    Set.of("token_account", SORT)),
            new Bounded("update delivery set body = null ", "200 at a time, the oldest", Set.of("delivery_received")),
            new Bounded("delete from delivery ", "200 at a time, the oldest", Set.of("delivery_received")),
            new Bounded("delete from job where id in ", "200 at a time, the oldest", Set.of("job_finished")),
            new Bounded("delete from outbox where id in ", "200 at a time, the oldest", Set.of("outbox_ended")),
            new Bounded("delete from page_session where id_hash in ", "200 at a time", Set.of("page_session_began")));

    /** One for each of what it reads, with how the statement begins. */
    Stream<Map.Entry<String, String>> each() {
        return reads.stream().map(read -> Map.entry(begins, read));
    }
}
