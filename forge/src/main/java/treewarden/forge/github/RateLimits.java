package treewarden.forge.github;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells a rate limit from other refusals, and until when it holds.
 *
 * <p>GitHub has two: the primary one, so many requests in an hour, and the secondary ones against bursts. Both come as
 * 403 or 429, and the signs of the secondary one are not always all there (hub4j/github-api#1805), so any of them is
 * enough.
 */
final class RateLimits {
    /** GitHub's advice where it does not say how long. */
    static final Duration UNTOLD = Duration.ofSeconds(60);

    /** The primary limit is counted by the hour: a longer wait would be an answer gone wrong. */
    static final Duration LONGEST = Duration.ofHours(1).plusSeconds(60);

    private RateLimits() {}

    /** Whether GitHub said how long to wait. */
    enum Told {
        BY_GITHUB,
        BY_NOBODY
    }

    /** A limit that was met, and the time before which nothing may be sent. */
    record Limit(Instant notBefore, Told told) {}

    /** The limit that a refusal is about; empty where it is about something else. */
    static Optional<Limit> of(Reply reply, Instant now) {
        if (reply.status() != 403 && reply.status() != 429) {
            return Optional.empty();
        }
        var retryAfter = reply.headers().get("Retry-After");
        if (retryAfter != null) {
            return Optional.of(new Limit(bounded(waitFor(retryAfter, now), now), Told.BY_GITHUB));
        }
        var exhausted = exhausted(reply, now);
        if (exhausted.isPresent()) {
            return exhausted.map(reset -> new Limit(reset, Told.BY_GITHUB));
        }
        var marked = reply.status() == 429
                || reply.headers().get("gh-limited-by") != null
                || new String(reply.body(), StandardCharsets.UTF_8)
                        .toLowerCase(Locale.ROOT)
                        .contains("secondary rate");
        return marked ? Optional.of(new Limit(now.plus(UNTOLD), Told.BY_NOBODY)) : Optional.empty();
    }

    /** When the next hour begins, where none of this one's requests is left. */
    static Optional<Instant> exhausted(Reply reply, Instant now) {
        return "0".equals(reply.headers().get("X-RateLimit-Remaining"))
                ? Optional.of(bounded(reset(reply.headers().get("X-RateLimit-Reset"), now), now))
                : Optional.empty();
    }

    /** Seconds, or a date. */
    private static Instant waitFor(String retryAfter, Instant now) {
        try {
            return now.plusSeconds(Math.min(Integer.parseInt(retryAfter.strip()), LONGEST.toSeconds()));
        } catch (NumberFormatException notSeconds) {
            try {
                return ZonedDateTime.parse(retryAfter.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
            } catch (DateTimeException neither) {
                return now.plus(UNTOLD);
            }
        }
    }

    /** Seconds since 1970. The second itself still belongs to the old hour. */
    private static Instant reset(@Nullable String seconds, Instant now) {
        try {
            return seconds == null ? now.plus(UNTOLD) : Instant.ofEpochSecond(Long.parseLong(seconds) + 1);
        } catch (NumberFormatException | DateTimeException e) {
            return now.plus(UNTOLD);
        }
    }

    private static Instant bounded(Instant wanted, Instant now) {
        var earliest = now.plusSeconds(1);
        var latest = now.plus(LONGEST);
        return wanted.isBefore(earliest) ? earliest : wanted.isAfter(latest) ? latest : wanted;
    }
}
