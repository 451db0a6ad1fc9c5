package treewarden.forge.github;

import okhttp3.Headers;
import okhttp3.HttpUrl;
import treewarden.domain.Printable;

/**
 * What GitHub answered, read to its end.
 *
 * @param request the method and path that it answers, for messages: never a header, where the tokens are
 * @param url that was asked
 * @param fromCache whether the body came out of the cache, after GitHub said that it has not changed
 */
record Reply(String request, HttpUrl url, int status, Headers headers, byte[] body, boolean fromCache) {
    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** {@code GitHub answered 502 to GET /repos/owner/name}. */
    String told() {
        return "GitHub answered " + status + " to " + request;
    }

    static String told(String method, HttpUrl url) {
        return method + " " + Printable.plain(url.encodedPath());
    }
}
