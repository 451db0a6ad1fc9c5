package treewarden.app;

import io.javalin.Javalin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import treewarden.app.signin.AskGitHub;
import treewarden.bot.Repositories;
import treewarden.bot.command.Role;
import treewarden.bot.command.Roles;
import treewarden.domain.Secret;
import treewarden.forge.github.GitHub;
import treewarden.forge.github.GitHubConfig;
import treewarden.forge.github.SignInWithGitHub;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.Permission;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.StandInGitHub;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.AuditEntry;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.web.PageSettings;
import treewarden.web.TriagePages;
import treewarden.web.api.ApiScope;
import treewarden.web.api.NewApiToken;
import treewarden.web.session.Access;
import treewarden.web.session.PageRole;
import treewarden.web.session.SignInRoutes;
import treewarden.web.session.TrustedProxies;
import treewarden.web.session.Visitor;

/**
 * The pages and a stand-in GitHub at one clock that is set by hand, with people of each role. Beside the real routes there
 * is {@code /deed}, which says who did what, where a maintainer or better asks.
 */
final class Doors implements AutoCloseable {
    final SettableClock clock = new SettableClock();
    final StandInGitHub github;
    final Repository taxonomy;
    private final Database database;
    private final Javalin server;
    private final URI publicUrl;

    private Doors(Path folder, Access.Reading reading, @Nullable String publicAddress) {
        github = StandInGitHub.start(GitHubOptions.defaults()
                .withFolder(folder.resolve("github"))
                .withClock(clock)
                .withAppKey(ServiceAtWork.publicKey()));
        taxonomy = github.repository("my-community", "taxonomy");
        taxonomy.collaborator(github.person("root"), Permission.ADMIN);
        taxonomy.collaborator(github.person("ada"), Permission.MAINTAIN);
        taxonomy.collaborator(github.person("bo"), Permission.TRIAGE);
        taxonomy.collaborator(github.person("cleo"), Permission.READ);
        taxonomy.collaborator(github.person("dora"), Permission.NONE);
        github.team("my-community", "approvers", github.person("tess"));
        int port = ServiceAtWork.freePort();
        publicUrl = URI.create(publicAddress == null ? "http://127.0.0.1:" + port : publicAddress);
        database = Database.open(DatabaseConfig.sqlite(folder.resolve("doors.db")), clock);
        database.migrate();
        var pages = new TriagePages(
                database,
                clock,
                new PageSettings("taxonomy", github.page(), null),
                new Access(
                        publicUrl,
                        reading,
                        Access.USUAL_IDLE,
                        Access.USUAL_ABSOLUTE,
                        Set.of("/webhook"),
                        askGitHub(),
                        TrustedProxies.at(List.of("127.0.0.0/8"))));
        server = Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    pages.routes(config);
                    config.routes.post("/deed", ctx -> {
                        var visitor = Visitor.of(ctx);
                        if (!visitor.role().isAtLeast(PageRole.MAINTAINER)) {
                            ctx.status(403).result("not for a " + visitor.role());
                        } else {
                            ctx.result(visitor.person() + " did " + ctx.formParam("what"));
                        }
                    });
                    config.routes.get("/who", ctx -> {
                        var visitor = Visitor.of(ctx);
                        var person = visitor.person();
                        ctx.result(visitor.role() + " " + (person == null ? "nobody" : person.login()));
                    });
                    config.routes.post("/webhook", ctx -> ctx.result("delivered"));
                    config.routes.post(
                            "/api/deed",
                            ctx -> ctx.result("by " + Visitor.of(ctx).person()));
                })
                .start("127.0.0.1", port);
    }

    static Doors open(Path folder) {
        return new Doors(folder, Access.Reading.PUBLIC, null);
    }

    static Doors forMembers(Path folder) {
        return new Doors(folder, Access.Reading.MEMBERS, null);
    }

    /** Known by this address, as behind a proxy. */
    static Doors knownAs(Path folder, String publicAddress) {
        return new Doors(folder, Access.Reading.PUBLIC, publicAddress);
    }

    private AskGitHub askGitHub() {
        var forge = GitHub.connect(
                new GitHubConfig(
                        URI.create(github.url()),
                        GitHubOptions.defaults().appId(),
                        Secret.of(ServiceAtWork.pem()),
                        Duration.ZERO,
                        Set.of("my-community/taxonomy")),
                new OkHttpClient(),
                clock);
        var repositories = new Repositories(database, forge);
        repositories.refresh();
        var client = new SignInWithGitHub.Client(
                github.clientId(), Secret.of(github.clientSecret()), URI.create(publicUrl + SignInRoutes.BACK));
        return new AskGitHub(
                SignInWithGitHub.at(
                        URI.create(github.url()), URI.create(github.page()), client, new OkHttpClient(), clock),
                forge,
                repositories,
                new Roles(List.of(Role.of("maintain"), Role.of("my-community/approvers")), List.of(Role.of("triage"))));
    }

    Surfer surfer() {
        return new Surfer("http://127.0.0.1:" + server.port(), publicUrl.toString());
    }

    /** What was noted down, the latest last. */
    List<String> noted() {
        return database.read(tables -> tables.audit().after(0, 100)).stream()
                .map(AuditEntry::event)
                .map(event -> event.by().replaceAll(" \\(\\d+\\)", "") + " " + event.action())
                .toList();
    }

    /** What a program shows that may read. */
    String bearer() {
        return bearer(ApiScope.READ);
    }

    String bearer(ApiScope scope) {
        var made = NewApiToken.make(scope.slug(), Set.of(scope), "ada", clock.instant(), Duration.ofDays(1));
        database.run(transaction -> transaction.apiTokens().add(made.kept()));
        return "Bearer " + made.text();
    }

    /** The database is gone. */
    void loseDatabase() {
        database.close();
    }

    @Override
    public void close() {
        server.stop();
        database.close();
        github.close();
    }
}
