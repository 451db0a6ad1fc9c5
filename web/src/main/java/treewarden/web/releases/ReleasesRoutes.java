package treewarden.web.releases;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Reason;
import treewarden.domain.release.PlanNote;
import treewarden.domain.release.ReleaseId;
import treewarden.store.Database;
import treewarden.web.Pages;
import treewarden.web.session.AskAtThePress;
import treewarden.web.session.KeepForm;
import treewarden.web.session.PageRole;
import treewarden.web.session.Visitor;

/** {@code /releases}, a page for each, and what maintainers decide about them. */
public final class ReleasesRoutes {
    private static final String REASON = "reason";

    private final Database database;
    private final Clock clock;
    private final Pages pages;
    private final ActOnReleases actions;
    private final KeepReports reports;
    private final AskAtThePress ask;
    private final @Nullable StartReleases start;
    private final AskCandidates candidates;
    private final KeepOut keepOut;

    /** @param start null where releases are not configured: what there is can still be read and decided */
    public ReleasesRoutes(
            Database database,
            Clock clock,
            Pages pages,
            AskAtThePress ask,
            KeepReports reports,
            @Nullable StartReleases start) {
        this.reports = reports;
        this.database = database;
        this.clock = clock;
        this.pages = pages;
        this.ask = ask;
        this.actions = new ActOnReleases(database);
        this.start = start;
        this.candidates = new AskCandidates(database, pages, ask, start == null ? null : start.leastToAsk());
        this.keepOut = new KeepOut(database, clock, pages, ask);
    }

    /** Adds the routes. */
    public void routes(JavalinConfig config) {
        config.routes.get("/releases", pages.guarded(this::list));
        config.routes.post("/releases", pages.guarded(this::start));
        config.routes.get("/releases/{id}", pages.guarded(this::show));
        for (var action : ActOnReleases.Action.values()) {
            config.routes.post("/releases/{id}/" + action.word(), pages.guarded(ctx -> act(ctx, action)));
        }
        config.routes.post("/releases/{id}/show", pages.guarded(this::showAgain));
        candidates.routes(config);
        keepOut.routes(config);
    }

    private void list(Context ctx) {
        var visitor = Visitor.of(ctx);
        var just = ctx.queryParam(KeepOut.JUST);
        var releases =
                database.read(tables -> new ListReleases(tables, clock.instant()).read(start, Duty.of(visitor), just));
        var token = visitor.formToken();
        if (Pages.wantsFragment(ctx)) {
            pages.render(ctx, "releases.jte", Map.of("releases", releases, "token", token));
        } else {
            var query = ctx.queryString();
            var frame = pages.frame("Releases", "/releases" + (query == null ? "" : "?" + query));
            pages.render(ctx, "releases-page.jte", Map.of("frame", frame, "releases", releases, "token", token));
        }
    }

    private void show(Context ctx) {
        var visitor = Visitor.of(ctx);
        var onlooker = new Onlooker(Duty.of(visitor), candidates.isOffered(visitor));
        var notes = start == null ? List.<PlanNote>of() : start.notes();
        var found = id(ctx).flatMap(id -> database.read(
                tables -> ReadRelease.of(Asked.of(id, ctx), notes, tables, clock.instant(), onlooker, reports)));
        if (found.isEmpty()) {
            nothingHere(ctx);
            return;
        }
        var page = found.get();
        var token = visitor.formToken();
        if (Pages.wantsFragment(ctx)) {
            pages.render(ctx, "release.jte", Map.of("page", page, "token", token));
        } else {
            var query = ctx.queryString();
            var frame = pages.frame(page.head().name(), page.head().page() + (query == null ? "" : "?" + query));
            pages.render(ctx, "release-page.jte", Map.of("frame", frame, "page", page, "token", token));
        }
    }

    private void start(Context ctx) {
        if (!isMaintainer(ctx)) {
            return;
        }
        if (start == null) {
            pages.problem(
                    ctx,
                    409,
                    "Releases are not configured",
                    "Nothing was started. An operator adds `releases` to the configuration; docs/operating.md has an"
                            + " example.");
            return;
        }
        var outcome = actions.start(start, Visitor.sender(ctx).login());
        if (outcome instanceof StartReleases.Outcome.Not not) {
            pages.problem(ctx, 409, "Nothing was started", not.why() + ".");
        } else if (outcome instanceof StartReleases.Outcome.Started started) {
            ctx.redirect("/releases/" + started.release(), HttpStatus.SEE_OTHER);
        }
    }

    private void act(Context ctx, ActOnReleases.Action action) {
        if (!isMaintainer(ctx)) {
            return;
        }
        var id = id(ctx);
        if (id.isEmpty()) {
            nothingHere(ctx);
            return;
        }
        var why = Objects.requireNonNullElse(ctx.formParam(REASON), "").strip();
        if (why.isEmpty()) {
            pages.problem(
                    ctx, 422, "Say why", "Nothing was done. It stands in the record, so it needs a reason. Go back.");
            return;
        }
        if (why.codePointCount(0, why.length()) > Reason.LONGEST) {
            pages.kept(
                    ctx,
                    422,
                    KeepForm.again(
                            ctx,
                            "The reason is too long",
                            "Nothing was done. It stands in the record, in at most " + Reason.LONGEST
                                    + " characters: shorten it and send it again."));
            return;
        }
        var refusal = actions.act(action, id.get(), Visitor.sender(ctx).login(), why);
        if (refusal.isPresent()) {
            pages.kept(ctx, 409, KeepForm.again(ctx, "Nothing was done", refusal.get()));
        } else {
            ctx.redirect("/releases/" + id.get(), HttpStatus.SEE_OTHER);
        }
    }

    private void showAgain(Context ctx) {
        if (!isMaintainer(ctx)) {
            return;
        }
        var id = id(ctx);
        if (id.isEmpty()) {
            nothingHere(ctx);
            return;
        }
        var refusal = actions.showAgain(id.get(), Visitor.sender(ctx).login());
        if (refusal.isPresent()) {
            pages.problem(ctx, 409, "Nothing was done", refusal.get());
        } else {
            ctx.redirect("/releases/" + id.get(), HttpStatus.SEE_OTHER);
        }
    }

    /** Where not, they were told. */
    private boolean isMaintainer(Context ctx) {
        return ask.isAtLeast(PageRole.MAINTAINER, "maintainers", ctx);
    }

    private void nothingHere(Context ctx) {
        pages.problem(
                ctx, 404, "There is no such release", "The address may be mistyped. The page of releases has all.");
    }

    static Optional<ReleaseId> id(Context ctx) {
        try {
            return Optional.of(new ReleaseId(ctx.pathParam("id")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
