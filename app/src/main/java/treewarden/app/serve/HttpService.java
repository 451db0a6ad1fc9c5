package treewarden.app.serve;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import treewarden.app.config.Config;

/** The HTTP server with its routes: those that the other rooms bring, and the two that tell how the process is. */
final class HttpService implements AutoCloseable {
    static final String ALIVE = "/livez";
    static final String READY = "/readyz";

    private final Javalin server;

    private HttpService(Javalin server) {
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @param routes each adds the routes of a room
     * @param stopping true once the process is on its way out; it is then alive, and not ready
     */
    static HttpService start(
            Config.Server settings, Readiness readiness, AtomicBoolean stopping, List<Consumer<JavalinConfig>> routes) {
        var server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            // On Java 21 and newer; before that the same setting changes nothing.
            config.concurrency.useVirtualThreads = true;
            config.routes.get(ALIVE, ctx -> ctx.contentType("text/plain").result("alive\n"));
            config.routes.get(READY, ctx -> {
                var troubles = stopping.get() ? List.of("the process is stopping") : readiness.troubles();
                ctx.status(troubles.isEmpty() ? 200 : 503)
                        .contentType("text/plain")
                        .result(troubles.isEmpty() ? "ready\n" : String.join("\n", troubles) + "\n");
            });
            routes.forEach(room -> room.accept(config));
        });
        return new HttpService(server.start(settings.host(), settings.port()));
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
