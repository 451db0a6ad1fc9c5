package treewarden.web;

import io.javalin.Javalin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.Decision;
import treewarden.domain.Digest;
import treewarden.domain.PrecheckReport;
import treewarden.domain.SampleReport;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.KnownExample;
import treewarden.store.Run;
import treewarden.store.Transaction;
import treewarden.web.session.Access;
import treewarden.web.session.SignedIn;
import treewarden.web.session.Visitor;

/** A real server with a database of its own, on a free port, at noon. */
final class Site implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** The file of the database, in the site's folder. */
    static final String DATABASE = "site.db";

    private final Database database;
    private final Javalin server;
    private final HttpClient client = HttpClient.newHttpClient();

    private final AtomicReference<Visitor> visitor;
    private final Artifacts artifacts;

    private Site(Database database, Javalin server, AtomicReference<Visitor> visitor, Artifacts artifacts) {
        this.artifacts = artifacts;
        this.database = database;
        this.visitor = visitor;
        this.server = server;
    }

    static Site in(Path folder) {
        return in(folder, null);
    }

    static Site in(Path folder, @Nullable String banner) {
        return in(folder, banner, UnaryOperator.identity());
    }

    /** With somebody between the pages and the database. */
    static Site in(Path folder, @Nullable String banner, UnaryOperator<DataSource> watch) {
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var file = DatabaseConfig.sqlite(folder.resolve(DATABASE)).busyTimeout(Duration.ofMillis(50));
        var database = Database.open(file, clock, watch);
        database.migrate();
        var artifacts = Artifacts.in(folder.resolve("artifacts"), 4 * 1024 * 1024);
        int port = freePort();
        var pages = new TriagePages(
                database,
                clock,
                new PageSettings("InstructLab taxonomy", "https://code.example/", banner)
                        .linkingTo(List.of("docs.example", "gitlab.com")),
                openAt(port),
                PageParts.NONE.with(artifacts));
        var visitor = new AtomicReference<>(Visitor.ANYBODY);
        var server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.before(ctx ->
                            SignedIn.as(Objects.requireNonNull(visitor.get())).handle(ctx));
                    pages.routes(config);
                    config.routes.get("/text/missing", ctx -> ctx.status(404).result("not here"));
                })
                .start("127.0.0.1", port);
        return new Site(database, server, visitor, artifacts);
    }

    /** Forms are taken from pages of this port alone, so it is known before the server runs. */
    static Access openAt(int port) {
        return Access.readOnly(URI.create("http://127.0.0.1:" + port), Set.of());
    }

    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stores contributions, as decisions do. */
    void with(Contribution... contributions) {
        for (var each : contributions) {
            decide(each, "treewarden", each.state().turn().why());
        }
    }

    Contribution decide(Contribution contribution, String by, String why) {
        return database.write(
                transaction -> transaction.apply(new Decision(contribution, List.of(), List.of(), by, why)));
    }

    void with(Run run) {
        database.run(transaction -> transaction.runs().save(run));
    }

    void with(SampleReport report) {
        database.run(transaction -> transaction.samples().save(report));
    }

    /** The base branch has these leaves. */
    void knows(String... leaves) {
        var example = new KnownExample(Digest.of("example"), new byte[2]);
        database.run(transaction -> {
            transaction.repositories().remember(Given.TAXONOMY);
            for (var leaf : leaves) {
                transaction.leafExamples().replace(Given.TAXONOMY.id(), leaf, "blob", List.of(example, example));
            }
        });
    }

    Database database() {
        return database;
    }

    /** From now on all requests are this visitor's. */
    void signIn(Visitor somebody) {
        visitor.set(somebody);
    }

    void with(PrecheckReport report) {
        database.run(transaction -> transaction.prechecks().save(report));
    }

    void write(Consumer<Transaction> work) {
        database.run(work);
    }

    /** Keeps bytes, as a check does with those of a leaf. */
    Digest keeps(String text) {
        return artifacts.put(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the database away, as a full disk or a lost server would. */
    void loseDatabase() {
        database.close();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    HttpResponse<String> get(String path, String... headers) {
        try {
            return client.send(request(path, headers), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a form, without following where it leads. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            return client.send(
                    HttpRequest.newBuilder(at(path))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An open answer, line by line as it comes. */
    HttpResponse<Stream<String>> open(String path, String... headers) throws IOException, InterruptedException {
        return client.send(request(path, headers), BodyHandlers.ofLines());
    }

    private HttpRequest request(String path, String... headers) {
        var request = HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request.build();
    }

    /** What the server answers below a path: {@code get /api/jobs}. */
    List<String> routes(String below) {
        return server.unsafe.internalRouter.allHttpHandlers().stream()
                .map(parsed -> parsed.endpoint)
                .filter(endpoint -> endpoint.path.startsWith(below) && endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name().toLowerCase(Locale.ROOT) + " " + endpoint.path)
                .toList();
    }

    @Override
    public void close() {
        server.stop();
        database.close();
    }
}
