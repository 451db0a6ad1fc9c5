package treewarden.worker.hub;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import treewarden.domain.Printable;

/**
 * Requests to the Hub and to the storage it names. The token goes to the Hub's own origin alone, redirects are not
 * followed, answers are bounded, and what is safe to repeat is repeated as the Hub's own client does.
 */
final class Wire implements AutoCloseable {
    static final MediaType JSON = MediaType.get("application/json");

    /** Listings of 1,000 files are some 300 kB; part addresses of a 50 GB object some 3 MB. */
    private static final int LARGEST_ANSWER = 16 << 20;

    /** As huggingface_hub: five tries more, after 1, 2, 4, 8 and 8 seconds. */
    private static final int RETRIES = 5;

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    private final HubConfig config;
    private final Clock clock;
    private final Pause pause;
    private final HttpUrl endpoint;
    private final OkHttpClient http;

    Wire(HubConfig config, Clock clock, Pause pause, List<Interceptor> interceptors) {
        this.config = config;
        this.clock = clock;
        this.pause = pause;
        this.endpoint = HttpUrl.get(config.endpoint().toString());
        var builder = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                // A request that may have been heard is repeated by us, who know whether that is safe.
                .retryOnConnectionFailure(false)
                .socketFactory(new UploadSockets())
                .connectTimeout(20, TimeUnit.SECONDS)
                .readTimeout(120, TimeUnit.SECONDS)
                .writeTimeout(120, TimeUnit.SECONDS);
        interceptors.forEach(builder::addInterceptor);
        this.http = builder.build();
    }

    /** A place in the API; revisions and names are one segment each. */
    HttpUrl.Builder url(String path, String... segments) {
        var url = endpoint.newBuilder().addPathSegments(path);
        for (var segment : segments) {
            url.addPathSegment(segment);
        }
        return url;
    }

    /** An address that the Hub named. It must be as well encrypted as the Hub's. */
    HttpUrl named(String href) {
        var url = HttpUrl.parse(href);
        if (url == null || (endpoint.isHttps() && !url.isHttps())) {
            throw new HubException.Refused("the Hub names an address for uploads that is not https: "
                    + Printable.quoted(href) + "; see that the configured Hub is the right one");
        }
        return url;
    }

    boolean isOurs(HttpUrl url) {
        return url.scheme().equals(endpoint.scheme())
                && url.host().equals(endpoint.host())
                && url.port() == endpoint.port();
    }

    /** A request with the token, which must be to the Hub itself. */
    Request.Builder authorized(HttpUrl url) {
        if (!isOurs(url)) {
            throw new HubException.Refused("the Hub names another origin (" + Printable.plain(url.host())
                    + ") where the token would be sent; it is not");
        }
        return plain(url).header("Authorization", "Bearer " + config.token().reveal());
    }

    /** A request without the token. */
    Request.Builder plain(HttpUrl url) {
        return new Request.Builder().url(url).header("User-Agent", "treewarden").header("Accept", "application/json");
    }

    static RequestBody json(Object node) {
        return RequestBody.create(node.toString(), JSON);
    }

    /** Sends what is safe to repeat, and again where the trouble passes. */
    Reply send(Request request) {
        return retrying(() -> once(request));
    }

    /** Repeats a piece of work while it fails for a reason that passes. */
    <T> T retrying(Supplier<T> work) {
        for (int tries = 0; ; tries++) {
            try {
                return work.get();
            } catch (HubException.Transient | HubException.RateLimited e) {
                restOrGiveUp(e, tries);
            }
        }
    }

    /**
     * Waits as long as the failure asks for, where there is hope; else it stands.
     *
     * @param tries how often it was tried again before
     */
    void restOrGiveUp(HubException failure, int tries) {
        var wait = failure instanceof HubException.RateLimited limited
                ? Duration.between(clock.instant(), limited.notBefore())
                : waitAfter(tries);
        if (tries == RETRIES || wait.compareTo(config.patience()) > 0) {
            throw failure;
        }
        rest(wait);
    }

    /** Sends once: for what must be looked at before it is sent again. */
    Reply once(Request request) {
        var what = request.method() + " " + Printable.plain(request.url().encodedPath());
        Reply reply;
        try (var response = http.newCall(request).execute()) {
            reply = read(response);
        } catch (IOException e) {
            throw new HubException.Transient(
                    "the connection to " + Printable.plain(request.url().host()) + " broke during "
                            + what + " (" + Printable.plain(String.valueOf(e.getMessage()))
                            + "); run again when it can be reached: what was uploaded stays");
        }
        if (!reply.isSuccess()) {
            throw new ReadError(clock, what).of(reply);
        }
        return reply;
    }

    private static Reply read(Response response) throws IOException {
        var body = response.body().byteStream().readNBytes(LARGEST_ANSWER + 1);
        if (body.length > LARGEST_ANSWER) {
            throw new HubException.Refused("the Hub sent an answer of more than " + LARGEST_ANSWER
                    + " bytes; see that the configured Hub is the right one");
        }
        return new Reply(response.code(), response.headers(), body);
    }

    private static Duration waitAfter(int tries) {
        var doubled = FIRST_WAIT.multipliedBy(1L << tries);
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    private void rest(Duration wait) {
        try {
            pause.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubException.Transient("the publish was interrupted; run again, what was uploaded stays");
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
