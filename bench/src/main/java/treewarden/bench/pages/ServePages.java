package treewarden.bench.pages;

import io.javalin.Javalin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import treewarden.app.serve.Service;
import treewarden.bot.Repositories;
import treewarden.bot.check.Addresses;
import treewarden.bot.check.ShowContribution;
import treewarden.bot.command.CommandRules;
import treewarden.bot.command.Commands;
import treewarden.domain.Person;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.web.PageParts;
import treewarden.web.PageSettings;
import treewarden.web.TriagePages;
import treewarden.web.session.Access;
import treewarden.web.session.SignIn;
import treewarden.web.session.SignInRoutes;
import treewarden.web.session.Standing;

/**
 * The pages as {@code serve} shows them, over a folder that is filled, in a process of their own that ends with its input.
 * Says its port; each answer, its SQL's time.
 */
public final class ServePages {
    static final Addresses ADDRESSES =
            new Addresses(URI.create("https://code.example"), URI.create("https://triage.example"));

    private ServePages() {}

    static Path database(Path folder) {
        return folder.resolve("pages.db");
    }

    static Artifacts artifacts(Path folder) {
        return Artifacts.in(folder.resolve("artifacts"), Service.LARGEST_ARTIFACT);
    }

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
        var folder = Path.of(arguments[0]);
        var file = DatabaseConfig.sqlite(database(folder));
        try (var database = Database.open(file, clock, TimeSql::of)) {
            database.migrate();
            var pages = new TriagePages(
                    database,
                    clock,
                    new PageSettings("benchmark", "https://code.example", null).linkingTo(List.of("code.example")),
                    new Access(
                            URI.create("http://127.0.0.1"),
                            Access.Reading.PUBLIC,
                            Access.USUAL_IDLE,
                            Access.USUAL_ABSOLUTE,
                            Set.of(),
                            new WhoeverComes()),
                    new PageParts(commands(database), artifacts(folder), null));
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

    /** What the buttons are given to, as in {@code serve}: which of them a page shows is asked of the database. */
    private static Commands commands(Database database) {
        var forge = new NobodyThere();
        return new Commands(
                database,
                forge,
                new Repositories(database, forge),
                new ShowContribution(ADDRESSES),
                CommandRules.USUAL);
    }
}
