package treewarden.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.bot.command.Commands;
import treewarden.store.Database;
import treewarden.web.api.ApiRoutes;
import treewarden.web.audit.AuditRoutes;
import treewarden.web.runs.ActOnJobs;
import treewarden.web.runs.RunsRoutes;
import treewarden.web.view.Page;
import treewarden.web.view.Queue;

/** The pages for people who triage, to be mounted on a server: {@code new TriagePages(...).routes(config)}. */
public final class TriagePages {
    private final Database database;
    private final Clock clock;
    private final Assets assets = new Assets();
    private final Pages pages;
    private final ReadQueue queue;
    private final ReadContribution contribution;
    private final AuditRoutes audit;
    private final RunsRoutes runs;
    private final ApiRoutes api;

    /** Pages that only read. */
    public TriagePages(Database database, Clock clock, PageSettings settings) {
        this(database, clock, settings, null);
    }

    /** @param commands what the buttons are given to; null where there are none */
    public TriagePages(
            Database database, Clock clock, PageSettings settings, @Nullable Commands commands) {
        var addresses = new Addresses(settings.forgeWeb());
        this.database = database;
        this.clock = clock;
        this.pages = new Pages(settings, assets.addresses());
        this.queue = new ReadQueue(addresses);
        this.contribution = new ReadContribution(addresses);
        var jobs = new ActOnJobs(database, commands == null ? null : commands::submit);
        this.audit = new AuditRoutes(database, clock, pages);
        this.runs = new RunsRoutes(database, clock, pages, jobs);
        this.api = new ApiRoutes(database, new ListAsJson(contribution), jobs);
    }

    /**
     * Adds the routes {@code /}, {@code /contributions/{owner}/{name}/{number}}, {@code
     * /runs}, {@code /audit}, {@code /api}, {@code /events} and {@code /assets}, security headers on every answer of the server, and a page for what is not found.
     */
    public void routes(JavalinConfig config) {
        config.routes.before(SecurityHeaders::add);
        api.askForTokens(config);
        config.routes.get("/", pages.guarded(this::showQueue));
        config.routes.get("/contributions/{owner}/{name}/{number}", pages.guarded(this::showContribution));
        config.routes.error(404, "text/html", this::nothingHere);
        audit.routes(config);
        runs.routes(config);
        api.routes(config);
        assets.routes(config);
        new LiveUpdates(database.changes()).routes(config);
    }

    private void showQueue(Context ctx) {
        var query = QueueQuery.of(ctx::queryParam);
        var now = clock.instant();
        Queue view = database.read(tables -> queue.read(tables, query, now, null));
        if (Pages.wantsFragment(ctx)) {
            pages.render(ctx, "queue.jte", Map.of("queue", view));
        } else {
            var frame = pages.frame("Queue", "/" + query.address());
            pages.render(ctx, "queue-page.jte", Map.of("frame", frame, "queue", view));
        }
    }

    private record Both(Queue queue, Page page) {}

    private void showContribution(Context ctx) {
        var query = QueueQuery.of(ctx::queryParam);
        var now = clock.instant();
        int leafPage = positive(ctx.queryParam("leaves"), 1);
        var found = database.read(tables -> contribution
                .find(tables, ctx.pathParam("owner"), ctx.pathParam("name"), positive(ctx.pathParam("number"), 0))
                .map(it -> new Both(
                        queue.read(tables, query, now, it.id()), contribution.read(tables, it, query, leafPage, now))));
        if (found.isEmpty()) {
            nothingHere(ctx);
            return;
        }
        var both = found.get();
        if (Pages.wantsFragment(ctx)) {
            pages.render(ctx, "contribution.jte", Map.of("queue", both.queue(), "page", both.page()));
        } else {
            var row = both.page().row();
            var frame = pages.frame(
                    row.name() + " " + row.title(),
                    row.page() + (leafPage > 1 ? (query.address().isEmpty() ? "?" : "&") + "leaves=" + leafPage : ""));
            pages.render(
                    ctx, "contribution-page.jte", Map.of("frame", frame, "queue", both.queue(), "page", both.page()));
        }
    }

    private void nothingHere(Context ctx) {
        pages.problem(
                ctx,
                404,
                "There is nothing here",
                "The address may be mistyped, or the pull request adds no leaf and so is not listed.");
    }

    private static int positive(@Nullable String text, int otherwise) {
        return text != null && text.matches("[1-9]\\d{0,8}") ? Integer.parseInt(text) : otherwise;
    }
}
