package treewarden.sandbox.github;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import treewarden.sandbox.http.Fault;

/** GitHub's own ways of refusing, as faults. */
public final class GitHubFaults {

    private static final String SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes"
            + " before you try again. If you reach out to GitHub Support for help, please include the request ID.";

    private GitHubFaults() {}

    /** The secondary limit as it is met most often: no header tells how long to wait. */
    public static Fault secondaryLimit() {
        return refuse(403, SECONDARY, Map.of());
    }

    public static Fault secondaryLimit(Duration retryAfter) {
        return refuse(403, SECONDARY, Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    public static Fault tooManyRequests(Duration retryAfter) {
        return refuse(429, SECONDARY, Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /** The hourly limit: nothing remains until the reset. */
    public static Fault primaryLimit(Instant reset) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-RateLimit-Limit", "5000");
        headers.put("X-RateLimit-Remaining", "0");
        headers.put("X-RateLimit-Used", "5000");
        headers.put("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()));
        headers.put("X-RateLimit-Resource", "core");
        return refuse(403, "API rate limit exceeded for installation.", headers);
    }

    /** A real lack of permission, which no retry will cure. */
    public static Fault forbidden() {
        return refuse(403, "Resource not accessible by integration", Map.of());
    }

    /** A key or token that GitHub does not accept. */
    public static Fault unauthorized() {
        return refuse(401, "Bad credentials", Map.of());
    }

    public static Fault notFound() {
        return refuse(404, "Not Found", Map.of());
    }

    public static Fault unprocessable(String message) {
        return refuse(422, message, Map.of());
    }

    /** A refusal with a status of its own: 405 and 409 of a merge. */
    public static Fault refused(int status, String message) {
        return refuse(status, message, Map.of());
    }

    public static Fault serverError(int status) {
        return refuse(status, "Server Error", Map.of());
    }

    private static Fault refuse(int status, String message, Map<String, String> headers) {
        return Fault.answer(GitHubError.refusal(status, message, headers));
    }
}
