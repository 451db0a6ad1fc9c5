package treewarden.web.audit;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Repository;
import treewarden.store.AuditEntry;
import treewarden.store.Database;
import treewarden.store.KnownRepository;
import treewarden.store.Tables;
import treewarden.web.Moments;
import treewarden.web.Pages;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;
import treewarden.web.view.AuditPage;

/** The audit for maintainers: {@code /audit}, and what it shows as {@code /audit.csv} and {@code /audit.json}. */
public final class AuditRoutes {
    /** Rows on one page. */
    static final int PAGE = 100;

    private final Database database;
    private final Clock clock;
    private final Pages pages;

    public AuditRoutes(Database database, Clock clock, Pages pages) {
        this.database = database;
        this.clock = clock;
        this.pages = pages;
    }

    /** Adds the routes. */
    public void routes(JavalinConfig config) {
        config.routes.get("/audit", forMaintainers(this::show));
        config.routes.get("/audit.csv", forMaintainers(ctx -> send(ctx, AuditFormat.CSV)));
        config.routes.get("/audit.json", forMaintainers(ctx -> send(ctx, AuditFormat.JSON)));
    }

    private Handler forMaintainers(Handler handler) {
        return pages.guarded(ctx -> {
            if (Visitor.of(ctx).role().isAtLeast(PageRole.MAINTAINER)) {
                handler.handle(ctx);
            } else {
                pages.problem(
                        ctx,
                        403,
                        "The audit is for maintainers",
                        "Sign in as somebody who maintains a repository that Treewarden tends.");
            }
        });
    }

    private void show(Context ctx) {
        var query = AuditQuery.of(ctx::queryParam);
        var page = database.read(tables -> read(tables, query));
        var frame = pages.frame("Audit", "/audit" + query.address());
        if (Pages.wantsFragment(ctx)) {
            pages.render(ctx, "audit.jte", Map.of("page", page));
        } else {
            pages.render(ctx, "audit-page.jte", Map.of("frame", frame, "page", page));
        }
    }

    private void send(Context ctx, AuditFormat format) throws java.io.IOException {
        var query = AuditQuery.of(ctx::queryParam);
        var understood = database.read(query::understood);
        if (!understood.nonsense().isEmpty()) {
            // A page says beside its lines what they are not; nobody reads that of a file, which others take for the
            // answer.
            pages.problem(
                    ctx,
                    400,
                    "Nothing was exported",
                    understood.nonsense().stream()
                            .map(AuditQuery.Nonsense::words)
                            .collect(Collectors.joining(" ")));
            return;
        }
        ctx.contentType(format.contentType())
                .header("Cache-Control", "no-store")
                .header("Content-Disposition", "attachment; filename=\"" + format.fileName() + "\"");
        new WriteAudit(database, understood.filter()).to(ctx.outputStream(), format);
    }

    private AuditPage read(Tables tables, AuditQuery query) {
        var understood = query.understood(tables);
        var found = tables.audit().before(understood.filter(), query.before(), PAGE + 1);
        var rows = found.subList(0, Math.min(found.size(), PAGE));
        var moments = new Moments(clock.instant());
        var repositories = tables.repositories().list().stream()
                .map(KnownRepository::repository)
                .collect(Collectors.toMap(Repository::id, repository -> repository));
        var all = understood.query().before(Long.MAX_VALUE).address();
        return new AuditPage(
                query.person(),
                query.contribution(),
                query.action(),
                query.from(),
                query.until(),
                tables.audit().actions(),
                understood.complaints(),
                query.isFiltered(),
                rows.stream().map(entry -> row(entry, moments, repositories)).toList(),
                "/audit.csv" + all,
                "/audit.json" + all,
                found.size() > PAGE
                        ? "/audit" + query.before(rows.get(PAGE - 1).number()).address()
                        : null);
    }

    private static AuditPage.Row row(AuditEntry entry, Moments moments, Map<Long, Repository> repositories) {
        var event = entry.event();
        var id = event.contribution();
        var repository = id == null ? null : repositories.get(id.repository());
        var slashed = repository == null ? "" : repository.owner() + "/" + repository.name();
        return new AuditPage.Row(
                entry.number(),
                moments.of(entry.at()),
                event.by(),
                event.action(),
                id == null ? "" : (repository == null ? Long.toString(id.repository()) : slashed) + "#" + id.number(),
                id == null || repository == null || id.number() == 0
                        ? null
                        : "/contributions/" + slashed + "/" + id.number(),
                brief(event.head()),
                change(event.before(), event.after()),
                event.why(),
                entry.origin() == null ? "" : "from " + entry.origin(),
                entry.hash().hex());
    }

    private static String brief(@Nullable String head) {
        return head == null ? "" : head.substring(0, Math.min(7, head.length()));
    }

    private static String change(@Nullable String before, @Nullable String after) {
        if (after == null || after.equals(before)) {
            return "";
        }
        return (before == null ? "new" : before.replace('-', ' ')) + " \u2192 " + after.replace('-', ' ');
    }
}
