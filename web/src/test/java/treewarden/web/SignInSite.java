package treewarden.web;

import io.javalin.Javalin;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import treewarden.domain.Person;
import treewarden.sandbox.time.SettableClock;
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
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicBoolean onlyRead = new AtomicBoolean();
    private final SettableClock clock = new SettableClock(Site.NOON);
    private final Database database;
    private final Javalin server;

    SignInSite(Path folder, Access.Reading reading) {
        database = Database.open(
                DatabaseConfig.sqlite(folder.resolve(Site.DATABASE)).busyTimeout(Duration.ofMillis(50)),
                clock,
                this::watched);
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
            asked.incrementAndGet();
            return standings.getOrDefault(person.id(), Standing.STRANGER);
        }
    }

    /** What the code host says from now on of whoever signs in. */
    void nowIs(Standing standing) {
        standings.put(TESS.id(), standing);
    }

    /** How often the code host was asked what somebody is. */
    int asked() {
        return asked.get();
    }

    void later(Duration by) {
        clock.advance(by);
    }

    /** From now on the database takes no writes, as on a disk that was mounted for reading. */
    void onlyLetsRead() {
        onlyRead.set(true);
    }

    private DataSource watched(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                SignInSite.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    try {
                        var result = method.invoke(source, arguments);
                        if (onlyRead.get() && result instanceof Connection connection) {
                            try (var statement = connection.createStatement()) {
                                statement.execute("pragma query_only = 1");
                            }
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
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
