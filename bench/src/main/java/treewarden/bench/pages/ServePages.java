package treewarden.bench.pages;

import io.javalin.Javalin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.web.PageSettings;
import treewarden.web.TriagePages;
import treewarden.web.session.Access;

/** The pages over a database, in a process of their own that ends with its input. Says its port; each answer, its SQL's time. */
public final class ServePages {
    private ServePages() {}

    public static void main(String[] arguments) throws Exception {
        var clock = Clock.systemUTC();
        var file = DatabaseConfig.sqlite(Path.of(arguments[0]));
        try (var database = Database.open(file, clock, TimeSql::of)) {
            database.migrate();
            var pages = new TriagePages(
                    database,
                    clock,
                    new PageSettings("benchmark", "https://code.example", null),
                    Access.readOnly(URI.create("http://127.0.0.1"), Set.of()));
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
