package treewarden.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks rows of the audit up by what a filter asks for. */
final class FindInAudit {
    private final Session session;
    private final AuditFilter filter;

    FindInAudit(Session session, AuditFilter filter) {
        this.session = session;
        this.filter = filter;
    }

    List<AuditEntry> list(String beyond, String order, long number, int atMost) {
        var conditions = new ArrayList<>(List.of(beyond));
        var values = new HashMap<String, Object>(Map.of("number", number, "limit", atMost));
        var actors = actors();
        if (filter.person() != null) {
            if (actors.isEmpty()) {
                return List.of();
            }
            conditions.add("actor in (<actors>)");
        }
        if (filter.action() != null) {
            conditions.add("action = :action");
            values.put("action", filter.action());
        }
        var contribution = filter.contribution();
        if (contribution != null) {
            conditions.add("repository = :repository and contribution = :contribution");
            values.put("repository", contribution.repository());
            values.put("contribution", contribution.number());
        }
        if (filter.from() != null) {
            conditions.add("at >= :from");
            values.put("from", filter.from().toEpochMilli());
        }
        if (filter.until() != null) {
            conditions.add("at < :until");
            values.put("until", filter.until().toEpochMilli());
        }
        var query = session.handle()
                .createQuery("select * from audit where " + String.join(" and ", conditions) + " order by " + order
                        + " limit :limit")
                .bindMap(values);
        if (!actors.isEmpty()) {
            query.bindList("actors", actors);
        }
        return query.map(Audit::row).list();
    }

    /** Those that the filter's person can be: the audit knows people by their login with their id. */
    private List<String> actors() {
        if (filter.person() == null) {
            return List.of();
        }
        var person = filter.person().strip().toLowerCase(Locale.ROOT);
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
