package treewarden.web;

import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.bot.command.Command;
import treewarden.bot.command.CommandAnswer;
import treewarden.domain.JobPayload;
import treewarden.domain.Person;
import treewarden.domain.Reaction;
import treewarden.domain.release.PlanNote;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.JobId;
import treewarden.store.Tables;
import treewarden.store.Transaction;
import treewarden.web.api.ApiRoutes;
import treewarden.web.api.ApiScope;
import treewarden.web.api.ContributionParts;
import treewarden.web.api.NewApiToken;
import treewarden.web.audit.AuditRoutes;
import treewarden.web.comment.ReadComment;
import treewarden.web.releases.KeepReports;
import treewarden.web.releases.ReleasesRoutes;
import treewarden.web.releases.StartReleases;
import treewarden.web.review.QuoteLines;
import treewarden.web.review.ReadSinceReview;
import treewarden.web.runs.ActOnJobs;
import treewarden.web.runs.RunsRoutes;
import treewarden.web.session.Access;
import treewarden.web.session.AskAtThePress;
import treewarden.web.session.PageRole;
import treewarden.web.session.SignIn;
import treewarden.web.session.SignedIn;
import treewarden.web.session.Standing;
import treewarden.web.session.TrustedProxies;
import treewarden.web.session.Visitor;
import treewarden.web.tree.ReadTree;
import treewarden.web.view.Frame;

/** The pages and the API for those who look after the installation, with everybody admitted as whoever they say. */
final class Operated implements AutoCloseable {
    /** The release that the button starts. */
    static final ReleaseId STARTED = new ReleaseId("release-20261122-9");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Command> commands = new ArrayList<>();
    private final DatabaseConfig file;
    private final Database database;
    private final Javalin server;
    private final LiveUpdates live;
    private final SettableClock clock = new SettableClock(Site.NOON);
    private final CodeHost codeHost = new CodeHost();
    private CommandAnswer answer = new CommandAnswer(Reaction.THUMBS_UP, "", transaction -> {});

    private Operated(Path folder) {
        file = DatabaseConfig.sqlite(folder.resolve("site.db"));
        database = Database.open(file, clock);
        database.migrate();
        var assets = new Assets();
        var pages = new Pages(
                new PageSettings("InstructLab taxonomy", "https://code.example/", null),
                assets.addresses(),
                Frame.NAVIGATION);
        var actions = new ActOnJobs(database, command -> {
            commands.add(command);
            return answer;
        });
        var addresses = new Addresses("https://code.example");
        var contributions = new ContributionParts(
                new ListAsJson(new ReadContribution(addresses, new LinkDocuments(Set.of())), addresses),
                new ReadSinceReview(null),
                new QuoteLines(null),
                new ReadComment(null));
        var ask = new AskAtThePress(
                database,
                clock,
                new Access(
                        URI.create("http://127.0.0.1"),
                        Access.Reading.PUBLIC,
                        Access.USUAL_IDLE,
                        Access.USUAL_ABSOLUTE,
                        Set.of(),
                        codeHost),
                pages);
        live = new LiveUpdates(database, TrustedProxies.NONE);
        var reports = new KeepReports();
        var api = new ApiRoutes(database, Access.Reading.PUBLIC, contributions, new ReadTree(), reports, actions);
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.before(SecurityHeaders::add);
                    config.routes.before(
                            ctx -> SignedIn.as(whoever(ctx.header("Pretend"))).handle(ctx));
                    api.askForTokens(config);
                    new RunsRoutes(database, clock, pages, ask, actions).routes(config);
                    new ReleasesRoutes(database, clock, pages, ask, reports, new StartsOnce()).routes(config);
                    new AuditRoutes(database, clock, pages).routes(config);
                    api.routes(config);
                    assets.routes(config);
                    live.routes(config);
                })
                .start("127.0.0.1", 0);
    }

    /** Releases as they are configured here: of one model, one at a time. */
    private record StartsOnce() implements StartReleases {
        @Override
        public String model() {
            return Released.MODEL;
        }

        @Override
        public Optional<Long> repository(Tables tables) {
            return Optional.of(Given.TAXONOMY.id());
        }

        @Override
        public PageRole leastToAsk() {
            return PageRole.READER;
        }

        @Override
        public List<PlanNote> notes() {
            return List.of(PlanNote.NO_REGRESSION_SET);
        }

        @Override
        public Outcome start(Transaction transaction, String by) {
            var release = Release.start(STARTED, model(), Given.TAXONOMY.id(), by, Site.NOON);
            return transaction.writeReleases().start(release)
                    ? new Outcome.Started(STARTED)
                    : new Outcome.Not("one release is under way at a time");
        }
    }

    /** Whom the code host says somebody is: what they pretend to be, until that is changed. */
    private static final class CodeHost implements SignIn {
        private final Map<String, Standing> standings = new ConcurrentHashMap<>();

        @Override
        public URI start(String state, String challenge) {
            return URI.create("https://code.example/" + state);
        }

        @Override
        public Person person(String code, String verifier) throws Refused {
            throw new Refused("Nobody signs in here.");
        }

        @Override
        public Standing standing(Person person) {
            return standings.getOrDefault(person.login(), Standing.STRANGER);
        }
    }

    /** From now on the code host says this of somebody, whatever their pages were made with. */
    void nowIs(String login, Standing standing) {
        codeHost.standings.put(login, standing);
    }

    /** Whom a request says that it is from, such as {@code ana maintainer}. */
    private Visitor whoever(@Nullable String pretended) {
        if (pretended == null) {
            return Visitor.ANYBODY;
        }
        var words = pretended.split(" ");
        var role = words[1].toUpperCase(Locale.ROOT);
        codeHost.standings.putIfAbsent(words[0], Standing.valueOf(role));
        return new Visitor(new Person(7, words[0]), PageRole.valueOf(role), "the token");
    }

    static Operated in(Path folder) {
        return new Operated(folder);
    }

    Database database() {
        return database;
    }

    void write(Consumer<Transaction> work) {
        database.run(work);
    }

    /** Where the pages send their forms. */
    List<String> forms() {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.equals(HandlerType.POST) && !endpoint.path.startsWith("/api/"))
                .map(endpoint -> endpoint.path)
                .toList();
    }

    /** The time after a while. */
    Instant later(Duration by) {
        return clock.instant().plus(by);
    }

    void advance(Duration by) {
        clock.advance(by);
    }

    JobId enqueue(JobPayload payload) {
        return database.write(transaction -> transaction.enqueue(payload));
    }

    /** Another process writes to the same database, and tells nobody. */
    void elsewhere(Consumer<Transaction> work) {
        try (var other = Database.openBeside(file, clock)) {
            other.run(work);
        }
    }

    /** Looks for what others wrote, as happens every second while a page is open. */
    void look() {
        live.look();
    }

    Job job(JobId id) {
        return database.read(tables -> tables.jobs().find(id)).orElseThrow();
    }

    /** What was asked of the bot, in order. */
    List<Command> commands() {
        return commands;
    }

    /** From now on the bot refuses, in these words. */
    void refusing(String words) {
        answer = new CommandAnswer(Reaction.CONFUSED, words, transaction -> {});
    }

    /** A token that opens the API. */
    String token(String name, ApiScope... scopes) {
        return token(name, Site.NOON, scopes);
    }

    String token(String name, Instant madeAt, ApiScope... scopes) {
        var made = NewApiToken.make(name, Set.of(scopes), "ada", madeAt, Duration.ofDays(30));
        write(transaction -> transaction.apiTokens().add(made.kept()));
        return made.text();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(at(path)).GET(), headers);
    }

    HttpResponse<String> post(String path, String... headers) {
        return post(path, Map.of(), headers);
    }

    HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        var text = new StringBuilder("form-token=the+token");
        fields.forEach((name, value) ->
                text.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        var form = HttpRequest.BodyPublishers.ofString(text.toString());
        return send(
                HttpRequest.newBuilder(at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(form),
                headers);
    }

    /** An open answer, line by line as it comes. */
    Stream<String> open(String path) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(at(path))
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofLines())
                .body();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
        database.close();
    }
}
