package treewarden.store;

import java.time.Instant;

/**
 * A webhook request as it came, its signature verified.
 *
 * @param id GitHub's name for it, the header {@code X-GitHub-Delivery}: the same when it is sent again
 * @param event the header {@code X-GitHub-Event}
 */
public record Delivery(String id, String event, byte[] body, Instant receivedAt) {
    public Delivery {
        if (!isName(id) || !isName(event)) {
            throw new IllegalArgumentException(
                    "a delivery's id and event have 1 to 100 letters, digits, dashes, dots or underscores");
        }
    }

    /** Whether the text can be a delivery's id or event. */
    public static boolean isName(String text) {
        return text.matches("[A-Za-z0-9._-]{1,100}");
    }
}
