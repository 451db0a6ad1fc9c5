package treewarden.web;

import io.javalin.Javalin;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import treewarden.web.view.SetUp;
import treewarden.web.view.SetUpDone;

/** The pages of {@code treewarden setup}, on a server of their own as there, for an App that is made at the first asking. */
final class FirstInstallation implements AutoCloseable {
    private static final String SECRET = "a-secret-that-stands-in-the-terminal";

    private final Javalin server;

    private FirstInstallation(Javalin server) {
        this.server = server;
    }

    /** @param folder where it would write */
    static FirstInstallation of(String app, String folder) {
        var pages = new SetupPages(new MakesOne(app, folder), "https://code.example", SECRET);
        return new FirstInstallation(Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    pages.routes(config);
                })
                .start("127.0.0.1", 0));
    }

    private record MakesOne(String app, String folder) implements SettingUp {
        private static final List<String> REPOSITORIES = List.of("instructlab/taxonomy", "instructlab/other-taxonomy");

        @Override
        public SetUp asked() {
            return new SetUp(
                    app,
                    "https://code.example/settings/apps/new?state=s",
                    "{\"name\": \"" + app + "\"}",
                    List.of(
                            new SetUp.Permission("read contents", "leaves can be read at the commit of a pull request"),
                            new SetUp.Permission("write pull requests", "a review can say that a commit is approved")),
                    "check run, issue comment, pull request, push",
                    REPOSITORIES,
                    folder);
        }

        @Override
        public SetUpDone cameBack(@Nullable String state, @Nullable String code) throws Refused {
            if (!Objects.equals(state, "s") || code == null) {
                throw new Refused(
                        "This does not belong to the page that was opened last. Open the address in the terminal.");
            }
            return new SetUpDone(
                    app,
                    "https://code.example/apps/tending/installations/new",
                    REPOSITORIES,
                    List.of(folder + "/treewarden.yaml", folder + "/app.pem", folder + "/environment"),
                    List.of(
                            "set -a; . '" + folder + "/environment'; set +a",
                            "treewarden check-config --online --config '" + folder + "/treewarden.yaml'",
                            "treewarden serve --config '" + folder + "/treewarden.yaml'"));
        }
    }

    /** The page that asks. */
    URI asks() {
        return at(SetupPages.path(SECRET));
    }

    /** The page that says what was made. */
    URI done() {
        return at(SetupPages.backPath(SECRET) + "?state=s&code=c");
    }

    /** The same for somebody who came back by another way. */
    URI refuses() {
        return at(SetupPages.backPath(SECRET) + "?state=another");
    }

    URI nothing() {
        return at("/nothing");
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    @Override
    public void close() {
        server.stop();
    }
}
