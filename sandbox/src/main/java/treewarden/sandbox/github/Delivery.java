package treewarden.sandbox.github;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One attempt to deliver one event.
 *
 * @param id of this attempt
 * @param guid of the event: a second attempt has the same one
 * @param body the bytes that were signed
 * @param status what came of it; {@code OK} for a 2xx
 * @param statusCode of the answer; 0 where there was none
 */
public record Delivery(
        long id,
        String guid,
        String event,
        Optional<String> action,
        Optional<Long> repositoryId,
        Optional<Long> installationId,
        Kind kind,
        Instant deliveredAt,
        double seconds,
        String status,
        int statusCode,
        Map<String, String> headers,
        String body,
        String responseBody) {

    /** Whether it is the first attempt, or was asked for again. */
    public enum Kind {
        FIRST,
        AGAIN
    }

    public boolean succeeded() {
        return statusCode >= 200 && statusCode < 300;
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
