package treewarden.sandbox.http;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import java.util.function.BiConsumer;

/** An HTTP server for a stand-in. */
public final class StandInServer implements AutoCloseable {

    /** Room for GitHub's largest bodies and a teacher's longest prompts, in bytes. */
    private static final long LARGEST_BODY = 32L * 1024 * 1024;

    /** Bytes read at once: gigabytes are uploaded to the stand-in Hub. */
    private static final int INPUT_BUFFER = 64 << 10;

    private final Javalin javalin;
    private final Replies replies;
    private final String url;

    private StandInServer(Javalin javalin, Replies replies) {
        this.javalin = javalin;
        this.replies = replies;
        this.url = "http://127.0.0.1:" + javalin.port();
    }

    /**
     * Starts to serve.
     *
     * @param host the address to listen at: {@code 127.0.0.1}, or {@code 0.0.0.0} inside a container
     * @param port the port, or 0 for a free one
     * @param routes puts the routes in place, answering through the replies
     */
    public static StandInServer start(String host, int port, BiConsumer<RoutesConfig, Replies> routes) {
        var replies = new Replies();
        var javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = host;
            config.http.maxRequestSize = LARGEST_BODY;
            config.jetty.modifyHttpConfiguration(http -> http.setInputBufferSize(INPUT_BUFFER));
            config.concurrency.useVirtualThreads = true;
            routes.accept(config.routes, replies);
        });
        try {
            javalin.start(port);
        } catch (RuntimeException e) {
            replies.close();
            throw e;
        }
        return new StandInServer(javalin, replies);
    }

    /** The root, such as {@code http://127.0.0.1:41234}, without a slash at its end. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        replies.close();
        javalin.stop();
    }
}
