package treewarden.web;

import io.javalin.Javalin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.Decision;
import treewarden.domain.PrecheckReport;
import treewarden.domain.SampleReport;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Run;

/** A real server with a database of its own, on a free port, at noon. */
final class Site implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Database database;
    private final Javalin server;
    private final HttpClient client = HttpClient.newHttpClient();

    private Site(Database database, Javalin server) {
        this.database = database;
        this.server = server;
    }

    static Site in(Path folder) {
        return in(folder, null);
    }

    static Site in(Path folder, @Nullable String banner) {
        var clock = Clock.fixed(NOON, ZoneOffset.UTC);
        var database = Database.open(DatabaseConfig.sqlite(folder.resolve("site.db")), clock);
        database.migrate();
        var pages = new TriagePages(
                database, clock, new PageSettings("InstructLab taxonomy", "https://code.example/", banner));
        var server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    pages.routes(config);
                    config.routes.get("/text/missing", ctx -> ctx.status(404).result("not here"));
                })
                .start("127.0.0.1", 0);
        return new Site(database, server);
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

    void with(PrecheckReport report) {
        database.run(transaction -> transaction.prechecks().save(report));
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

    @Override
    public void close() {
        server.stop();
        database.close();
    }
}
