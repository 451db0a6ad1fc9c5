package treewarden.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;

/** How many contributions came and were done with each day, so that the queue over time is not made of the whole audit. */
public final class QueueDays {
    private static final String DONE = states(false);
    private static final String UNDER_WAY = states(true);

    private final Session session;

    QueueDays(Session session) {
        this.session = session;
    }

    /**
     * A day on which something came or went.
     *
     * @param day since 1970, in UTC
     * @param came how many came, or came back
     * @param went how many were merged, rejected or closed
     * @param took the sum of how long those had been there
     */
    public record Day(long day, int came, int went, Duration took) {}

    /** The days from this one on, in order. */
    public List<Day> since(long day) {
        return session.handle()
                .createQuery("select day, came, went, took from queue_day where day >= :day order by day")
                .bind("day", day)
                .map((row, context) -> new Day(
                        row.getLong("day"),
                        row.getInt("came"),
                        row.getInt("went"),
                        Duration.ofMillis(row.getLong("took"))))
                .list();
    }

    /** How many of those under way were opened since each of these, the first of which is the latest; and all of them. */
    public List<Integer> openedSince(List<Instant> bounds) {
        var sums = IntStream.range(0, bounds.size())
                .mapToObj(i -> "coalesce(sum(case when opened_at >= :b" + i + " then 1 else 0 end), 0) as s" + i + ", ")
                .collect(Collectors.joining());
        var query = session.handle()
                .createQuery("select " + sums + "count(*) as s" + bounds.size() + " from contribution where state in "
                        + UNDER_WAY);
        for (int i = 0; i < bounds.size(); i++) {
            query.bind("b" + i, bounds.get(i).toEpochMilli());
        }
        return query.map((row, context) -> {
                    var counts = new ArrayList<Integer>();
                    for (int i = 0; i <= bounds.size(); i++) {
                        counts.add(row.getInt("s" + i));
                    }
                    return counts;
                })
                .one();
    }

    /** What decisions of one transaction change. */
    record Crossings(int came, int went, long took) {
        static final Crossings NONE = new Crossings(0, 0, 0);

        Crossings with(Optional<Contribution> before, Contribution after, long now) {
            boolean was = before.map(it -> isUnderWay(it.state())).orElse(false);
            boolean is = isUnderWay(after.state());
            if (is == was) {
                return this;
            }
            return is
                    ? new Crossings(came + 1, went, took)
                    : new Crossings(
                            came,
                            went + 1,
                            took + Math.max(0, now - after.openedAt().toEpochMilli()));
        }
    }

    void add(Crossings crossings) {
        if (crossings.equals(Crossings.NONE)) {
            return;
        }
        session.handle()
                .createUpdate("""
                        insert into queue_day (day, came, went, took) values (:day, :came, :went, :took)
                        on conflict (day) do update set came = queue_day.came + excluded.came,
                          went = queue_day.went + excluded.went, took = queue_day.took + excluded.took
                        """)
                .bind("day", Math.floorDiv(session.now(), Duration.ofDays(1).toMillis()))
                .bind("came", crossings.came())
                .bind("went", crossings.went())
                .bind("took", crossings.took())
                .execute();
    }

    /** What the audit says of the days before they were counted. */
    void fill() {
        session.handle().execute("delete from queue_day");
        session.handle().createUpdate("""
                        insert into queue_day (day, came, went, took)
                        select a.at / 86400000,
                          sum(case when a.state_after in %2$s then 1 else 0 end),
                          sum(case when a.state_after in %1$s then 1 else 0 end),
                          sum(case when a.state_after in %1$s and a.at > c.opened_at then a.at - c.opened_at else 0 end)
                        from audit a
                        join contribution c on c.repository = a.repository and c.number = a.contribution
                        where (a.state_after in %1$s and a.state_before in %2$s)
                          or (a.state_after in %2$s and (a.state_before is null or a.state_before in %1$s))
                        group by a.at / 86400000
                        """.formatted(DONE, UNDER_WAY)).execute();
    }

    private static boolean isUnderWay(ContributionState state) {
        return !state.isOver() && !state.isMerged();
    }

    private static String states(boolean areUnderWay) {
        return Arrays.stream(ContributionState.values())
                .filter(state -> isUnderWay(state) == areUnderWay)
                .map(state -> "'" + state.slug() + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
