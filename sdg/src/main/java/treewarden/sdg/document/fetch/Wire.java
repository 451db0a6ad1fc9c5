package treewarden.sdg.document.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * All traffic of one fetch: to one host, at pinned addresses, without proxy, redirects, cookies or credentials, counted
 * and timed.
 *
 * <p>JGit in the middle turns every trouble into one of its own. So the reason is noted where it is seen, everything is
 * stopped, and whoever asked for the fetch looks here for what happened.
 */
final class Wire implements HttpConnectionFactory, AutoCloseable {
    /** How often a look is taken at the clock and the caller while the network is waited for, in milliseconds. */
    private static final long TICK = 100;

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Ends what JGit does. It takes this kind of exception, of all I/O exceptions, as no reason to try again. */
    static final class Stopped extends InterruptedIOException {
        private static final long serialVersionUID = 1;

        Stopped(String why, @Nullable Throwable cause) {
            super(why);
            if (cause != null) {
                initCause(cause);
            }
        }
    }

    private final DocumentAddress address;
    private final FetchLimits limits;
    private final Patience patience;
    private final OkHttpClient http;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable DocumentsUnavailable> trouble = new AtomicReference<>();
    private volatile @Nullable Call current;
    private volatile boolean wantsGit;
    private final List<Response> answers = new ArrayList<>();
    private long received;

    Wire(DocumentAddress address, Pinned pinned, Network network, FetchLimits limits, Patience patience) {
        this.address = address;
        this.limits = limits;
        this.patience = patience;
        var builder = new OkHttpClient.Builder()
                .proxy(Proxy.NO_PROXY)
                .cookieJar(CookieJar.NO_COOKIES)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(true)
                .connectionPool(new ConnectionPool(1, 30, TimeUnit.SECONDS))
                .connectTimeout(CONNECT)
                .readTimeout(SILENCE)
                .writeTimeout(SILENCE)
                .dns(pinned);
        this.http = network.client().apply(builder).build();
        var watch = new Thread(this::watch, "document-fetch-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch() {
        try {
            while (!closed.await(TICK, TimeUnit.MILLISECONDS)) {
                if (patience.isOver()) {
                    hangUp();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void hangUp() {
        var call = current;
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        requireGoingOn();
        boolean same = url.getProtocol().equals("https")
                && url.getHost().equals(address.host())
                && url.getUserInfo() == null
                && (url.getPort() == -1 || url.getPort() == 443)
                && url.getPath().startsWith(address.path() + "/");
        if (!same) {
            throw stop(new DocumentsUnavailable(
                    DocumentsUnavailable.Kind.REFUSED,
                    "document.repo: " + address + " leads to another place, and only the address as it is written is"
                            + " fetched"));
        }
        return new Connection(this, url);
    }

    @Override
    public HttpConnection create(URL url, @Nullable Proxy proxy) throws IOException {
        return create(url);
    }

    Response send(Request request) throws IOException {
        requireGoingOn();
        var call = http.newCall(request);
        current = call;
        var answer = call.execute();
        answers.add(answer);
        return answer;
    }

    private void requireGoingOn() throws IOException {
        if (trouble.get() != null || patience.isOver()) {
            throw new Stopped("the fetch has ended", null);
        }
    }

    /** Notes the reason, unless there is one already, and ends the traffic. To be thrown. */
    IOException stop(DocumentsUnavailable why) {
        trouble.compareAndSet(null, why);
        hangUp();
        return new Stopped(why.kind().toString(), why);
    }

    /** The connection broke, which may be our own doing. To be thrown. */
    IOException broken(IOException e) {
        if (e instanceof Stopped || patience.isOver()) {
            return e instanceof Stopped ? e : new Stopped("the fetch has ended", e);
        }
        return stop(new DocumentsUnavailable(
                DocumentsUnavailable.Kind.UNREACHABLE,
                "document.repo: " + address + " cannot be fetched at present (" + Words.of(e) + "); try again later",
                e));
    }

    /** Counts what arrives. */
    void received(long bytes) throws IOException {
        received += bytes;
        requireRoom(0);
        requireGoingOn();
    }

    /** Stops before what is announced arrives. */
    void requireRoom(long announced) throws IOException {
        if (received + announced > limits.received()) {
            throw stop(tooLarge(address, limits));
        }
    }

    static DocumentsUnavailable tooLarge(DocumentAddress address, FetchLimits limits) {
        return new DocumentsUnavailable(
                DocumentsUnavailable.Kind.TOO_LARGE,
                "document.repo: " + address + " sends more than " + FetchLimits.words(limits.received())
                        + " or " + limits.objects() + " objects for one commit, which is all that is fetched; keep the"
                        + " documents in a repository of their own, or name fewer in document.patterns");
    }

    /** The address answers with a redirect to itself with {@code .git} at its end, as some hosts do. */
    void foundAs(String location) {
        wantsGit = location.equals(address.url() + ".git/info/refs?service=git-upload-pack");
    }

    boolean wantsGit() {
        return wantsGit && !address.endsWithGit();
    }

    DocumentAddress address() {
        return address;
    }

    @Nullable
    DocumentsUnavailable trouble() {
        return trouble.get();
    }

    @Override
    public void close() {
        closed.countDown();
        hangUp();
        answers.forEach(Response::close);
        http.connectionPool().evictAll();
    }

    /** The request headers that JGit may set; all others are ours to leave out. */
    static final List<String> HEADERS =
            List.of("accept", "content-type", "content-encoding", "git-protocol", "pragma", "user-agent");
}
