package treewarden.web.runs;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import treewarden.store.Database;
import treewarden.store.Job;
import treewarden.store.JobId;
import treewarden.store.Tables;
import treewarden.web.Pages;
import treewarden.web.session.AskAtThePress;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/** {@code /runs}, a page for each job, and what triagers do to jobs. */
public final class RunsRoutes {
    private final Database database;
    private final Clock clock;
    private final Pages pages;
    private final AskAtThePress ask;
    private final ActOnJobs actions;

    public RunsRoutes(Database database, Clock clock, Pages pages, AskAtThePress ask, ActOnJobs actions) {
        this.database = database;
        this.clock = clock;
        this.pages = pages;
        this.ask = ask;
        this.actions = actions;
    }

    /** Adds the routes. */
    public void routes(JavalinConfig config) {
        config.routes.get("/runs", pages.guarded(this::list));
        config.routes.get("/runs/{id}", pages.guarded(this::show));
        for (var action : ActOnJobs.Action.values()) {
            config.routes.post("/runs/{id}/" + action.word(), pages.guarded(ctx -> act(ctx, action)));
        }
    }

    private void list(Context ctx) {
        var query = RunsQuery.of(ctx::queryParam);
        if (query != null) {
            list(ctx, query);
            return;
        }
        var visitor = Visitor.of(ctx);
        var runs = database.read(tables -> read(tables, visitor).read());
        var token = visitor.formToken();
        if (Pages.wantsFragment(ctx)) {
            pages.render(ctx, "runs.jte", Map.of("runs", runs, "token", token));
        } else {
            pages.render(
                    ctx, "runs-page.jte", Map.of("frame", pages.frame("Runs", "/runs"), "runs", runs, "token", token));
        }
    }

    private void list(Context ctx, RunsQuery query) {
        var visitor = Visitor.of(ctx);
        var listed = database.read(tables -> read(tables, visitor).listed(query));
        var token = visitor.formToken();
        if (Pages.wantsFragment(ctx)) {
            pages.render(ctx, "jobs.jte", Map.of("listed", listed, "token", token));
        } else {
            var frame = pages.frame(listed.heading(), query.address());
            pages.render(ctx, "jobs-page.jte", Map.of("frame", frame, "listed", listed, "token", token));
        }
    }

    private ReadRuns read(Tables tables, Visitor visitor) {
        return new ReadRuns(tables, clock.instant(), job -> offered(visitor, job));
    }

    private void show(Context ctx) {
        show(ctx, id(ctx), "");
    }

    /** @param refusal why nothing was done just now; empty where nothing was asked for */
    private void show(Context ctx, JobId id, String refusal) {
        var visitor = Visitor.of(ctx);
        var found = database.read(tables ->
                tables.jobs().find(id).map(job -> read(tables, visitor).log(job)));
        if (found.isEmpty() && !refusal.isEmpty()) {
            pages.problem(ctx, 409, "Nothing was done", refusal);
            return;
        }
        if (found.isEmpty()) {
            pages.problem(
                    ctx,
                    404,
                    "There is no such job",
                    "The address may be mistyped. Jobs are forgotten 30 days after they ended.");
            return;
        }
        var log = found.get();
        var token = visitor.formToken();
        if (Pages.wantsFragment(ctx)) {
            pages.render(ctx, "run.jte", Map.of("log", log, "token", token));
        } else {
            var frame = pages.frame("Job " + log.job().number(), log.job().page());
            pages.render(ctx, "run-page.jte", Map.of("frame", frame, "log", log, "refusal", refusal, "token", token));
        }
    }

    private void act(Context ctx, ActOnJobs.Action action) {
        var id = id(ctx);
        var least = database.read(tables -> tables.jobs().find(id))
                .map(action::least)
                .orElse(PageRole.TRIAGER);
        if (!ask.isAtLeast(least, least == PageRole.TRIAGER ? "triagers" : "maintainers", ctx)) {
            return;
        }
        var refusal = actions.act(action, id, ActOnJobs.Actor.of(Visitor.sender(ctx)));
        if (refusal.isPresent()) {
            ctx.status(HttpStatus.CONFLICT);
            show(ctx, id, refusal.get());
        } else {
            ctx.redirect("/runs/" + id, HttpStatus.SEE_OTHER);
        }
    }

    private static Set<ActOnJobs.Action> offered(Visitor visitor, Job job) {
        var offered = EnumSet.noneOf(ActOnJobs.Action.class);
        for (var action : ActOnJobs.Action.values()) {
            if (visitor.person() != null && visitor.role().isAtLeast(action.least(job))) {
                offered.add(action);
            }
        }
        return offered;
    }

    /** No job has the number 0. */
    private static JobId id(Context ctx) {
        var text = ctx.pathParam("id");
        return new JobId(text.matches("[1-9]\\d{0,17}") ? Long.parseLong(text) : 0);
    }
}
