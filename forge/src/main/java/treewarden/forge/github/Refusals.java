package treewarden.forge.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import treewarden.domain.Printable;
import treewarden.forge.ForgeException;
import treewarden.forge.ForgeException.Forbidden;

/** Turns an answer that is not a success into the exception that says what to do about it. */
final class Refusals {
    /** What the signed token of the App tolerates; with more, GitHub refuses it. */
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(60);

    private static final int MOST_ERRORS = 5;

    private final Clock clock;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    ForgeException meaningOf(Reply reply) {
        var now = clock.instant();
        return switch (reply.status()) {
            case 401 -> notAuthorized(reply, now);
            case 403 -> forbidden(reply);
            case 404, 410 -> new ForgeException.Missing(reply.told() + text(reply));
            case 408 -> new ForgeException.Transient(reply.told(), null);
            default ->
                reply.status() >= 500
                        ? new ForgeException.Transient(reply.told(), null)
                        : new ForgeException.Invalid(reply.status(), reply.told() + text(reply));
        };
    }

    static ForgeException limited(Reply reply, Instant notBefore) {
        return new ForgeException.RateLimited(
                notBefore,
                "GitHub limits our requests (" + reply.status() + " to " + reply.request()
                        + "): nothing is sent before " + notBefore);
    }

    /** GitHub has one status for all of it; only its words tell what somebody has to change. */
    private static ForgeException forbidden(Reply reply) {
        var text = text(reply);
        var words = text.toLowerCase(Locale.ROOT);
        if (words.contains("suspended")) {
            return new Forbidden(
                    Forbidden.Why.SUSPENDED,
                    reply.told() + text + ". All work there waits until its owner lifts the suspension");
        }
        if (words.contains("archived")) {
            return new Forbidden(
                    Forbidden.Why.ARCHIVED,
                    reply.told() + text + ". All work there waits until its owner takes it out of the archive");
        }
        return new Forbidden(
                Forbidden.Why.PERMISSION, reply.told() + text + ". Check the permissions of the GitHub App");
    }

    private static ForgeException notAuthorized(Reply reply, Instant now) {
        var skew = date(reply).map(theirs -> Duration.between(theirs, now)).orElse(Duration.ZERO);
        if (skew.abs().compareTo(TOLERATED_SKEW) > 0) {
            var seconds = skew.abs().toSeconds();
            return new Forbidden(
                    Forbidden.Why.CLOCK,
                    reply.told() + ": the clock of this machine is " + seconds + " s "
                            + (skew.isNegative() ? "behind" : "ahead of")
                            + " GitHub's. Set it right, best by NTP");
        }
        return new Forbidden(
                Forbidden.Why.KEY,
                reply.told() + text(reply) + ". Check the App's id, and that its private key was not replaced");
    }

    private static Optional<Instant> date(Reply reply) {
        var header = reply.headers().get("Date");
        try {
            return header == null
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** GitHub's own words, made harmless: {@code : Validation Failed (conclusion wasn't supplied)}. Empty without any. */
    private static String text(Reply reply) {
        JsonNode answer;
        try {
            answer = Rest.JSON.readTree(reply.body());
        } catch (JsonProcessingException e) {
            return "";
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
        var message = answer.path("message").asText("");
        if (message.isEmpty()) {
            return "";
        }
        var errors = new ArrayList<String>();
        for (var error : answer.path("errors")) {
            if (errors.size() < MOST_ERRORS) {
                errors.add(Printable.plain(told(error)));
            }
        }
        return ": " + Printable.plain(message) + (errors.isEmpty() ? "" : " (" + String.join("; ", errors) + ")");
    }

    /** An error is a text, or an object with a message, or one with resource, field and code. */
    private static String told(JsonNode error) {
        if (!error.isObject()) {
            return error.asText();
        }
        var message = error.path("message").asText("");
        return message.isEmpty()
                ? String.join(
                        " ",
                        error.path("resource").asText(""),
                        error.path("field").asText(""),
                        error.path("code").asText(""))
                : message;
    }
}
