package treewarden.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import treewarden.domain.ContributionId;

/**
 * Looks rows of the audit up by what a filter asks for. They come by time, and those of one moment by number, as the
 * indexes have them: a day long ago is found without reading what came since. A clock that was set back may have written
 * rows whose times are not in the order of their numbers.
 */
final class FindInAudit {
    private static final Place FIRST = new Place(Long.MIN_VALUE, Long.MIN_VALUE);
    private static final Place LAST = new Place(Long.MAX_VALUE, Long.MAX_VALUE);

    private final Session session;
    private final AuditFilter filter;

    FindInAudit(Session session, AuditFilter filter) {
        this.session = session;
        this.filter = filter;
    }

    /** Where a row stands in the order of time. */
    private record Place(long at, long number) implements Comparable<Place> {
        static Place of(AuditEntry row) {
            return new Place(row.at().toEpochMilli(), row.number());
        }

        @Override
        public int compareTo(Place other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    /** Those behind the row of this number, the earliest first; all where there is none. */
    List<AuditEntry> after(long number, int atMost) {
        if (filter.equals(AuditFilter.ALL)) {
            return inTheChain("number > :number order by number", number, atMost);
        }
        var behind = place(number).orElse(FIRST);
        var after = behind.compareTo(from()) > 0 ? behind : from();
        var contribution = filter.contribution();
        return contribution == null
                ? list(after, until(), "at, number", atMost)
                : ofContribution(contribution, after, until()).stream()
                        .limit(atMost)
                        .toList();
    }

    /** Those before the row of this number, the latest first; all where there is none. */
    List<AuditEntry> before(long number, int atMost) {
        if (filter.equals(AuditFilter.ALL)) {
            return inTheChain("number < :number order by number desc", number, atMost);
        }
        var ahead = place(number).orElse(LAST);
        var before = ahead.compareTo(until()) < 0 ? ahead : until();
        var contribution = filter.contribution();
        if (contribution == null) {
            return list(from(), before, "at desc, number desc", atMost);
        }
        var found = new ArrayList<>(ofContribution(contribution, from(), before));
        Collections.reverse(found);
        return List.copyOf(found.subList(0, Math.min(atMost, found.size())));
    }

    private List<AuditEntry> inTheChain(String which, long number, int atMost) {
        return session.handle()
                .createQuery("select * from audit where " + which + " limit :limit")
                .bind("number", number)
                .bind("limit", atMost)
                .map(Audit::row)
                .list();
    }

    private Optional<Place> place(long number) {
        return session.handle()
                .createQuery("select at from audit where number = :number")
                .bind("number", number)
                .mapTo(Long.class)
                .findOne()
                .map(at -> new Place(at, number));
    }

    /** The last place that is too early. */
    private Place from() {
        var from = filter.from();
        return from == null ? FIRST : new Place(from.toEpochMilli() - 1, Long.MAX_VALUE);
    }

    /** The first place that is too late. */
    private Place until() {
        var until = filter.until();
        return until == null ? LAST : new Place(until.toEpochMilli(), Long.MIN_VALUE);
    }

    /** What is between two places. Each actor's rows are read in their order, so that the database only merges them. */
    private List<AuditEntry> list(Place after, Place before, String order, int atMost) {
        var values = new HashMap<String, Object>(Map.of("limit", atMost));
        values.putAll(Map.of("afterAt", after.at(), "after", after.number()));
        values.putAll(Map.of("beforeAt", before.at(), "before", before.number()));
        var parts = new ArrayList<String>();
        for (var condition : conditions()) {
            var name = "value" + parts.size();
            parts.add("select * from audit where (at, number) > (:afterAt, :after)"
                    + " and (at, number) < (:beforeAt, :before)"
                    + (condition.what().isEmpty() ? "" : " and " + condition.what() + " = :" + name));
            values.put(name, condition.value());
        }
        if (parts.isEmpty()) {
            return List.of();
        }
        return session.handle()
                .createQuery(String.join(" union all ", parts) + " order by " + order + " limit :limit")
                .bindMap(values)
                .map(Audit::row)
                .list();
    }

    /** That something of a row has a value; nothing for all rows. */
    private record Condition(String what, String value) {}

    /** Of which a row meets one: each is the beginning of an index. */
    private List<Condition> conditions() {
        var action = filter.action();
        var person = filter.person();
        if (person == null) {
            return List.of(action == null ? new Condition("", "") : new Condition("action", action));
        }
        return actors(person).stream()
                .map(actor -> action == null
                        ? new Condition("actor", actor)
                        : new Condition("action || ' ' || actor", action + " " + actor))
                .toList();
    }

    /** Of one contribution there are few rows, so they are all looked at. */
    private List<AuditEntry> ofContribution(ContributionId contribution, Place after, Place before) {
        var actors = filter.person() == null ? null : Set.copyOf(actors(filter.person()));
        return new Audit(session)
                .timeline(contribution).stream()
                        .filter(row ->
                                filter.action() == null || row.event().action().equals(filter.action()))
                        .filter(row ->
                                actors == null || actors.contains(row.event().by()))
                        .filter(row -> Place.of(row).compareTo(after) > 0
                                && Place.of(row).compareTo(before) < 0)
                        .sorted(Comparator.comparing(Place::of))
                        .toList();
    }

    /** Those that the filter's person can be: the audit knows people by their login with their id. */
    private List<String> actors(String login) {
        var person = login.strip().toLowerCase(Locale.ROOT);
        return distinct(session, "actor").stream()
                .filter(actor -> {
                    var known = actor.toLowerCase(Locale.ROOT);
                    return known.equals(person) || known.startsWith(person + " (");
                })
                .toList();
    }

    /** The values of a column with an index, by one look into it for each: there are few, and many rows of each. */
    static List<String> distinct(Session session, String column) {
        return session.handle()
                .createQuery("""
                        with recursive each (it) as (
                          select min(<column>) from audit
                          union all
                          select (select min(<column>) from audit where <column> > each.it) from each
                          where each.it is not null)
                        select it from each where it is not null
                        """)
                .define("column", column)
                .mapTo(String.class)
                .list();
    }
}
