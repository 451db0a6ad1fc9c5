package treewarden.worker.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import treewarden.domain.Printable;

/**
 * What an answer that is no success means, and what the operator can do.
 *
 * @param what was asked, such as {@code POST /api/repos/create}
 */
record ReadError(Clock clock, String what) {
    // ratelimit: "api";r=0;t=55 of draft-ietf-httpapi-ratelimit-headers.
    private static final Pattern RATE_LIMIT = Pattern.compile("r=(\\d{1,6});\\s*t=(\\d{1,6})");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
    private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);

    HubException of(Reply reply) {
        var said = reply.complaint().isBlank() ? "" : ": " + Printable.plain(reply.complaint());
        var at = "the Hub answered " + what + " with " + reply.status() + said;
        return switch (reply.status()) {
            case 401 ->
                new HubException.Unauthorized(
                        at + "; it does not know the token, or the repository is missing or private"
                                + " for it: check the Hub token and the repository's name");
            case 403 ->
                new HubException.Forbidden(
                        at + "; give the Hub token the right to write to this repository, then run the release again");
            case 404, 410 -> new HubException.Missing(at + "; check the repository's name and the Hub's address");
            case 409, 412 ->
                new HubException.Moved(at + "; something changed there meanwhile: look at it, then run again");
            case 429 -> {
                var wait = wait(reply).orElse(USUAL_LIMIT);
                yield new HubException.RateLimited(
                        at + "; it asks to wait " + wait.toSeconds() + " s: run again after that",
                        clock.instant().plus(wait));
            }
            case 408, 500, 502, 503, 504 ->
                new HubException.Transient(at + "; it has trouble of its own: run again later, nothing is lost");
            default ->
                new HubException.Refused(
                        reply.status() / 100 == 3
                                ? at + "; it has moved: name its new address in the configuration"
                                : at + "; mend what it says, then run again");
        };
    }

    /** How long it asks to wait, a second more, as its own client waits. */
    static Optional<Duration> wait(Reply reply) {
        var limit = reply.header("ratelimit");
        if (limit != null) {
            var found = RATE_LIMIT.matcher(limit);
            if (found.find() && Integer.parseInt(found.group(1)) == 0) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(found.group(2)) + 1));
            }
        }
        var after = reply.header("Retry-After");
        if (after != null && SECONDS.matcher(after.strip()).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(after.strip()) + 1));
        }
        return Optional.empty();
    }
}
