package treewarden.forge.github;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.CacheControl;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import treewarden.domain.Printable;
import treewarden.forge.ForgeException;

/**
 * The one way to GitHub: every request of ours goes through {@link #send}, and nothing but a success comes back from it.
 *
 * <ul>
 *   <li>Requests, redirects and next pages stay on the origin of the configured API, so that no answer can send our
 *       token elsewhere.
 *   <li>An answer has a deadline and a largest size.
 *   <li>A read is asked afresh each time; the cache only saves GitHub from sending what has not changed.
 *   <li>After a refusal for having asked too much, nothing is sent for that installation before the {@link Pause} ends.
 *   <li>Nothing waits and nothing is repeated, except once after a token was renewed: then GitHub did nothing yet.
 * </ul>
 */
final class Wire {
    /** The version of the REST API that this code was written for. */
    private static final String API_VERSION = "2022-11-28";

    /** GitHub itself gives up after 10 s; the rest is for large answers on slow lines. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final int MOST_REDIRECTS = 3;

    /** What is read of an answer that is not a success: enough for its message. */
    private static final int REFUSAL_BYTES = 64 * 1024;

    private final HttpUrl api;
    private final OkHttpClient http;
    private final Refusals refusals;
    private final Clock clock;

    /**
     * @param http its connections, cache and timeouts are used; where it has no deadline for a call, it gets one
     */
    Wire(URI api, OkHttpClient http, Clock clock) {
        var url = HttpUrl.get(api);
        if (url == null) {
            throw new IllegalArgumentException("the address of the GitHub API is not an http or https address: " + api);
        }
        this.api = url;
        var own = http.newBuilder().followRedirects(false).followSslRedirects(false);
        if (http.callTimeoutMillis() == 0) {
            own.callTimeout(DEADLINE);
        }
        this.http = own.build();
        this.refusals = new Refusals(clock);
        this.clock = clock;
    }

    /** Where the API is. */
    HttpUrl api() {
        return api;
    }

    /**
     * Sends a request and gives the answer, which is a success.
     *
     * @param request without credentials
     * @param atMostBytes the largest answer that is taken, unpacked
     * @throws ForgeException in every other case
     */
    Reply send(Request request, Credential credential, int atMostBytes) {
        var current = request;
        for (var redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            var reply = signed(current, credential, atMostBytes);
            if (reply.isSuccess()) {
                credential.pause().answered(reply, clock.instant());
                return reply;
            }
            if (!isRedirect(reply)) {
                throw refused(reply, credential);
            }
            current = current.newBuilder().url(target(reply)).build();
        }
        throw new ForgeException.Transient(
                "GitHub redirects in circles: " + Reply.told(request.method(), request.url()), null);
    }

    private ForgeException refused(Reply reply, Credential credential) {
        var now = clock.instant();
        return RateLimits.of(reply, now)
                .map(limit -> Refusals.limited(reply, credential.pause().begin(limit, now)))
                .orElseGet(() -> refusals.meaningOf(reply));
    }

    private Reply signed(Request request, Credential credential, int atMostBytes) {
        stayHome(request.url());
        credential.pause().check(clock.instant());
        var grant = credential.grant();
        var reply = fresh(request, grant, atMostBytes);
        return reply.status() == 401 && credential.replace(grant)
                ? fresh(request, credential.grant(), atMostBytes)
                : reply;
    }

    /**
     * GitHub has been seen to answer "not changed" about a 404 that was no longer true (hub4j handles the same), and
     * right after an event a 404 is common: so a 404 out of the cache is asked for once more, in full.
     */
    private Reply fresh(Request request, Credential.Grant grant, int atMostBytes) {
        var asked = request.newBuilder()
                .header("X-GitHub-Api-Version", API_VERSION)
                .header("User-Agent", "treewarden")
                .cacheControl(
                        new CacheControl.Builder().maxAge(0, TimeUnit.SECONDS).build());
        grant.authorization().ifPresent(value -> asked.header("Authorization", value));
        if (request.header("Accept") == null) {
            asked.header("Accept", "application/vnd.github+json");
        }
        var reply = exchange(asked.build(), atMostBytes);
        return reply.status() == 404 && reply.fromCache()
                ? exchange(asked.cacheControl(CacheControl.FORCE_NETWORK).build(), atMostBytes)
                : reply;
    }

    private Reply exchange(Request request, int atMostBytes) {
        var told = Reply.told(request.method(), request.url());
        try (var response = http.newCall(request).execute()) {
            return new Reply(
                    told,
                    request.url(),
                    response.code(),
                    response.headers(),
                    body(response, atMostBytes, told),
                    response.cacheResponse() != null);
        } catch (IOException e) {
            throw new ForgeException.Transient(
                    "GitHub did not answer " + told + ": " + Printable.plain(String.valueOf(e.getMessage())), e);
        }
    }

    private static byte[] body(Response response, int atMostBytes, String told) throws IOException {
        var source = response.body().source();
        if (!response.isSuccessful()) {
            source.request(REFUSAL_BYTES);
            return source.getBuffer()
                    .readByteArray(Math.min(REFUSAL_BYTES, source.getBuffer().size()));
        }
        if (source.request(atMostBytes + 1L)) {
            throw new ForgeException.TooLarge(
                    "GitHub's answer to " + told + " has more than " + atMostBytes + " bytes, the most that is read");
        }
        return source.readByteArray();
    }

    /** GitHub asks to repeat the request as it is, whatever its method; it does so for renamed repositories. */
    private static boolean isRedirect(Reply reply) {
        return switch (reply.status()) {
            case 301, 302, 307, 308 -> true;
            default -> false;
        };
    }

    private static HttpUrl target(Reply reply) {
        var location = reply.headers().get("Location");
        var target = location == null ? null : reply.url().resolve(location);
        if (target == null) {
            throw new ForgeException.Transient(reply.told() + " without saying where to", null);
        }
        return target;
    }

    private void stayHome(HttpUrl url) {
        if (!url.scheme().equals(api.scheme()) || !url.host().equals(api.host()) || url.port() != api.port()) {
            throw new ForgeException.Invalid("GitHub's answer leads to " + Printable.plain(origin(url)) + ", not to "
                    + origin(api) + ": nothing is sent there. Check the configured address of the API");
        }
    }

    private static String origin(HttpUrl url) {
        return url.scheme() + "://" + url.host() + ":" + url.port();
    }
}
