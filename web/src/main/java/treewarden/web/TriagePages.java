package treewarden.web;

import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.bot.command.CommandRules;
import treewarden.bot.command.OfferCommands;
import treewarden.domain.Contribution;
import treewarden.store.Database;
import treewarden.store.Run;
import treewarden.web.api.ApiRoutes;
import treewarden.web.api.ContributionParts;
import treewarden.web.audit.AuditRoutes;
import treewarden.web.comment.ReadComment;
import treewarden.web.decide.DecideRoutes;
import treewarden.web.decide.OfferActions;
import treewarden.web.overtime.OverTimeRoutes;
import treewarden.web.releases.KeepReports;
import treewarden.web.releases.ReleasesRoutes;
import treewarden.web.review.QuoteLines;
import treewarden.web.review.ReadSinceReview;
import treewarden.web.runs.ActOnJobs;
import treewarden.web.runs.RunsRoutes;
import treewarden.web.session.Access;
import treewarden.web.session.AskAtThePress;
import treewarden.web.session.SignInRoutes;
import treewarden.web.session.Visitor;
import treewarden.web.tree.ReadTree;
import treewarden.web.tree.TreeRoutes;
import treewarden.web.view.BotComment;
import treewarden.web.view.Deciding;
import treewarden.web.view.Frame;
import treewarden.web.view.Page;
import treewarden.web.view.Queue;
import treewarden.web.view.Quotes;
import treewarden.web.view.Several;
import treewarden.web.view.SinceReview;

/** The pages for people who triage, to be mounted on a server: {@code new TriagePages(...).routes(config)}. */
public final class TriagePages {
    /**
     * Of gzip. Of a page of 940 kB level 3 makes 55 kB in 2 to 3 ms, the usual 6 makes 45 kB in 7.4 ms: for most readers the
     * time is worth more than the 10 kB.
     */
    private static final int COMPRESSION = 3;

    private final Database database;
    private final Clock clock;
    private final Access access;
    private final Assets assets = new Assets();
    private final Pages pages;
    private final ReadQueue queue;
    private final ReadContribution contribution;
    private final Addresses addresses;
    private final ReadSinceReview sinceReview;
    private final QuoteLines quoteLines;
    private final ReadComment comment;
    private final OfferActions actions;
    private final @Nullable DecideRoutes decisions;
    private final ReadTree tree = new ReadTree();
    private final AuditRoutes audit;
    private final RunsRoutes runs;
    private final ReleasesRoutes releases;
    private final ApiRoutes api;

    /** Pages that only read. */
    public TriagePages(Database database, Clock clock, PageSettings settings, Access access) {
        this(database, clock, settings, access, PageParts.NONE);
    }

    public TriagePages(Database database, Clock clock, PageSettings settings, Access access, PageParts parts) {
        var commands = parts.commands();
        this.comment = new ReadComment(commands == null ? null : commands::comment);
        this.sinceReview = new ReadSinceReview(parts.artifacts());
        this.quoteLines = new QuoteLines(parts.artifacts());
        this.addresses = new Addresses(settings.forgeWeb());
        this.database = database;
        this.clock = clock;
        this.pages = new Pages(settings, assets.addresses(), Frame.NAVIGATION);
        this.access = access;
        this.queue = new ReadQueue(addresses);
        this.contribution = new ReadContribution(addresses, new LinkDocuments(settings.documentHosts()));
        var around = new AroundDecisions(contribution, clock);
        this.actions =
                new OfferActions(around, commands == null ? new OfferCommands(CommandRules.USUAL) : commands.offer());
        this.decisions = commands == null ? null : new DecideRoutes(pages, database, commands, around);
        var jobs = new ActOnJobs(database, commands == null ? null : commands::submit);
        this.audit = new AuditRoutes(database, clock, pages);
        var ask = new AskAtThePress(database, clock, access, pages);
        this.runs = new RunsRoutes(database, clock, pages, ask, jobs);
        var reports = new KeepReports();
        this.releases = new ReleasesRoutes(database, clock, pages, ask, reports, parts.releases());
        this.api = new ApiRoutes(
                database,
                access.reading(),
                new ContributionParts(new ListAsJson(contribution, addresses), sinceReview, quoteLines, comment),
                tree,
                reports,
                jobs);
    }

    /**
     * Adds the routes {@code /}, {@code /contributions/{owner}/{name}/{number}}, {@code /tree}, {@code /over-time}, {@code
     * /runs}, {@code /releases}, {@code /audit}, {@code /api}, {@code /events}, {@code /login}, {@code /logout} and {@code
     * /assets}, security headers on every answer of the server, and a page for what is not found.
     */
    public void routes(JavalinConfig config) {
        config.jetty.modifyServer(server -> server.setErrorHandler(new AnswerUnreadable()));
        config.http.compressionStrategy = new CompressionStrategy(null, new Gzip(COMPRESSION));
        config.routes.before(SecurityHeaders::add);
        if (access.isEncrypted()) {
            config.routes.before(SecurityHeaders::stayEncrypted);
        }
        api.askForTokens(config);
        new SignInRoutes(database, clock, access, pages).routes(config);
        config.routes.get("/", pages.guarded(this::showQueue));
        config.routes.get("/contributions/{owner}/{name}/{number}", pages.guarded(this::showContribution));
        config.routes.error(404, "text/html", this::nothingHere);
        if (decisions != null) {
            decisions.routes(config);
        }
        new KeepViews(database, pages).routes(config);
        new TreeRoutes(database, pages, tree).routes(config);
        new OverTimeRoutes(database, clock, pages).routes(config);
        audit.routes(config);
        runs.routes(config);
        releases.routes(config);
        api.routes(config);
        assets.routes(config);
        new LiveUpdates(database, access.proxies()).routes(config);
    }

    private void showQueue(Context ctx) {
        var query = QueueQuery.of(ctx);
        var now = clock.instant();
        var shown = database.read(tables -> new Shown(
                queue.open(tables, query, now, Visitor.of(ctx)),
                actions.toSeveral(tables, ctx),
                actions.result(tables, ctx)));
        var values = new HashMap<String, Object>(
                Map.of("queue", shown.queue(), "several", shown.several(), "deciding", shown.result()));
        if (Pages.wantsFragment(ctx)) {
            pages.render(ctx, "queue.jte", values);
        } else {
            values.put("frame", pages.frame("Queue", actions.keepingResult("/" + query.address(), ctx)));
            pages.render(ctx, "queue-page.jte", values);
        }
    }

    private record Shown(Queue queue, Several several, Deciding result) {}

    private record Both(
            Contribution contribution,
            Queue queue,
            Page page,
            Deciding deciding,
            ReadSinceReview.Review review,
            Run.@Nullable Content content,
            BotComment comment) {}

    private void showContribution(Context ctx) {
        var view = PageView.of(ctx);
        var now = clock.instant();
        var found = database.read(tables -> contribution
                .find(
                        tables,
                        ctx.pathParam("owner"),
                        ctx.pathParam("name"),
                        PageView.positive(ctx.pathParam("number"), 0))
                .map(it -> new Both(
                        it,
                        queue.read(tables, view.query(), now, it),
                        contribution.read(tables, it, view, now),
                        actions.about(tables, it, ctx),
                        sinceReview.find(tables, it),
                        tables.runs().content(it.id(), it.head()).orElse(null),
                        comment.read(tables, it, new Moments(now)))));
        if (found.isEmpty()) {
            nothingHere(ctx);
            return;
        }
        var both = found.get();
        var values = new HashMap<String, Object>(
                Map.of("queue", both.queue(), "page", both.page(), "deciding", both.deciding()));
        values.put("comment", both.comment());
        values.put("since", since(both, now));
        values.put(
                "quotes",
                quoteLines.of(both.content(), Quotes.places(both.page().files())));
        if (Pages.wantsFragment(ctx)) {
            pages.render(ctx, "contribution.jte", values);
        } else {
            var row = both.page().row();
            var address = view.address(both.contribution());
            values.put("frame", pages.frame(row.name() + " " + row.title(), actions.keepingResult(address, ctx)));
            pages.render(ctx, "contribution-page.jte", values);
        }
    }

    private SinceReview since(Both both, Instant now) {
        var repository = both.contribution().repository();
        return sinceReview.compare(
                both.review(), (before, after) -> addresses.compare(repository, before, after), new Moments(now));
    }

    private void nothingHere(Context ctx) {
        pages.problem(
                ctx,
                404,
                "There is nothing here",
                "The address may be mistyped, or the pull request adds no leaf and so is not listed.");
    }
}
