package treewarden.bench.pages;

import io.javalin.Javalin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import treewarden.domain.Person;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.web.PageSettings;
import treewarden.web.TriagePages;
import treewarden.web.session.Access;
import treewarden.web.session.SignIn;
import treewarden.web.session.SignInRoutes;
import treewarden.web.session.Standing;

/** The pages over a database, in a process of their own that ends with its input. Says its port; each answer, its SQL's time. */
public final class ServePages {
    private ServePages() {}

    /** Stands in for the code host: whoever wants to sign in is a maintainer who looks after some contributions. */
    private static final class WhoeverComes implements SignIn {
        @Override
        public URI start(String state, String challenge) {
            return URI.create(SignInRoutes.BACK + "?code=1&state=" + state);
        }

        @Override
        public Person person(String code, String verifier) {
            return FillQueue.triager(3);
        }

        @Override
        public Standing standing(Person person) {
            return Standing.MAINTAINER;
        }
    }

    public static void main(String[] arguments) throws Exception {
        var clock = Clock.systemUTC();
        var file = DatabaseConfig.sqlite(Path.of(arguments[0]));
        try (var database = Database.open(file, clock, TimeSql::of)) {
            database.migrate();
            var pages = new TriagePages(
                    database,
                    clock,
                    new PageSettings("benchmark", "https://code.example", null),
                    new Access(
                            URI.create("http://127.0.0.1"),
                            Access.Reading.PUBLIC,
                            Access.USUAL_IDLE,
                            Access.USUAL_ABSOLUTE,
                            Set.of(),
                            new WhoeverComes()));
            var server = Javalin.create(config -> {
                        config.startup.showJavalinBanner = false;
                        config.routes.before(ctx -> TimeSql.begin());
                        pages.routes(config);
                        config.routes.after(ctx -> ctx.header(
                                "Server-Timing", String.format(Locale.ROOT, "sql;dur=%.3f", TimeSql.milliseconds())));
                    })
                    .start("127.0.0.1", 0);
            System.out.println(server.port());
            while (System.in.read() >= 0) {
                // Whoever started this process closes its input.
            }
            server.stop();
        }
    }
}
