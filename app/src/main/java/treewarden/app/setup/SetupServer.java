package treewarden.app.setup;

import io.javalin.Javalin;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import treewarden.forge.github.CreateApp;
import treewarden.web.SetupPages;
import treewarden.web.view.SetUpDone;

/** Serves the pages of the first installation to the browser of this machine, until it is closed. */
public final class SetupServer implements AutoCloseable {
    private static final String HERE = "127.0.0.1";

    private final Javalin server;
    private final SetUpApp setUp;
    private final String page;

    private SetupServer(Javalin server, SetUpApp setUp, String page) {
        this.server = server;
        this.setUp = setUp;
        this.page = page;
    }

    /**
     * Starts to listen, once it is clear that what comes of it can be written.
     *
     * @param port of this machine; the address of the way back from GitHub holds it
     */
    public static SetupServer start(SetupSettings settings, int port) {
        new WriteInstallation(settings).prepare();
        var secret = SetUpApp.random();
        var root = "http://" + HERE + ":" + port;
        var github = CreateApp.at(settings.apiUrl(), new OkHttpClient(), Clock.systemUTC());
        var setUp = new SetUpApp(settings, github, URI.create(root + SetupPages.backPath(secret)));
        var pages = new SetupPages(setUp, settings.webUrl(), secret);
        var server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            pages.routes(config);
        });
        return new SetupServer(server.start(HERE, port), setUp, root + SetupPages.path(secret));
    }

    /** The address to open. */
    public String page() {
        return page;
    }

    /** Complete once the App is made and everything is written. */
    public CompletableFuture<SetUpDone> done() {
        return setUp.done();
    }

    @Override
    public void close() {
        server.stop();
    }
}
