package treewarden.web.api;

import static treewarden.web.api.Operation.Parameter;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.domain.ContributionId;
import treewarden.store.AuditEntry;
import treewarden.store.Database;
import treewarden.store.Tables;
import treewarden.web.audit.AuditQuery;

/** Who did what. */
final class AnswerAudit {
    private static final int PAGE = 200;

    private final Database database;

    AnswerAudit(Database database) {
        this.database = database;
    }

    Stream<Operation> operations() {
        return Stream.of(new Operation(
                HandlerType.GET,
                "/api/audit",
                "listAudit",
                "Who did what, when, on which commit and from where, the latest first.",
                Operation.Access.MAINTAINERS,
                List.of(
                        Parameter.query("person", "A login", "ana"),
                        Parameter.query("contribution", "owner/name#number", "instructlab/taxonomy#12"),
                        Parameter.query("action", "A word of the audit", "decide"),
                        Parameter.query("from", "The first day, in UTC", "2026-01-01"),
                        Parameter.query("until", "The last day, in UTC", "2030-12-31"),
                        Parameter.query("before", "Only rows with a lower number", "1000")),
                Shapes.Audit.class,
                request -> database.read(tables -> list(tables, request))));
    }

    private static Shapes.Audit list(Tables tables, ApiRequest request) {
        var query = AuditQuery.of(request::query);
        var understood = query.understood(tables);
        var found = tables.audit().before(understood.filter(), query.before(), PAGE + 1);
        var shown = found.subList(0, Math.min(PAGE, found.size()));
        var names = tables.repositories().list().stream()
                .map(known -> known.repository())
                .collect(Collectors.toMap(
                        repository -> repository.id(), repository -> repository.owner() + "/" + repository.name()));
        return new Shapes.Audit(
                shown.stream().map(entry -> row(entry, names)).toList(),
                understood.complaints(),
                found.size() > PAGE
                        ? "/api/audit"
                                + query.before(shown.get(PAGE - 1).number()).address()
                        : null);
    }

    private static Shapes.AuditRow row(AuditEntry entry, Map<Long, String> names) {
        var event = entry.event();
        ContributionId id = event.contribution();
        return new Shapes.AuditRow(
                entry.number(),
                entry.at(),
                event.by(),
                event.action(),
                id == null
                        ? null
                        : names.getOrDefault(id.repository(), Long.toString(id.repository())) + "#" + id.number(),
                event.head(),
                event.before(),
                event.after(),
                event.why(),
                entry.origin(),
                entry.previous().hex(),
                entry.hash().hex());
    }
}
