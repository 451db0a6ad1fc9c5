package treewarden.web;

import io.javalin.Javalin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import treewarden.domain.Person;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.web.session.Access;
import treewarden.web.session.SignIn;
import treewarden.web.session.SignInRoutes;
import treewarden.web.session.Standing;

/** The pages with signing in, at a code host that sends everybody back at once, as whoever signs in next here. */
final class SignInSite implements AutoCloseable {
    private static final Person TESS = new Person(42, "tess");

    private final ConcurrentMap<Long, Standing> standings = new ConcurrentHashMap<>();
    private final Database database;
    private final Javalin server;

    SignInSite(Path folder, Access.Reading reading) {
        var clock = Clock.fixed(Site.NOON, ZoneOffset.UTC);
        database = Database.open(
                DatabaseConfig.sqlite(folder.resolve(Site.DATABASE)).busyTimeout(Duration.ofMillis(50)), clock);
        database.migrate();
        int port = Site.freePort();
        var access = new Access(
                URI.create("http://127.0.0.1:" + port),
                reading,
                Access.USUAL_IDLE,
                Access.USUAL_ABSOLUTE,
                Set.of(),
                new SendsBack());
        var pages = new TriagePages(
                database, clock, new PageSettings("InstructLab taxonomy", "https://code.example/", null), access);
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    pages.routes(config);
                })
                .start("127.0.0.1", port);
        nowIs(Standing.TRIAGER);
    }

    private final class SendsBack implements SignIn {
        @Override
        public URI start(String state, String challenge) {
            return URI.create(SignInRoutes.BACK + "?code=1&state=" + state);
        }

        @Override
        public Person person(String code, String verifier) {
            return TESS;
        }

        @Override
        public Standing standing(Person person) {
            return standings.getOrDefault(person.id(), Standing.STRANGER);
        }
    }

    /** What the code host says from now on of whoever signs in. */
    void nowIs(Standing standing) {
        standings.put(TESS.id(), standing);
    }

    Database database() {
        return database;
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    @Override
    public void close() {
        server.stop();
        database.close();
    }
}
