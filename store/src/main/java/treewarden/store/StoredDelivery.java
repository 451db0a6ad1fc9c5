package treewarden.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that is stored.
 *
 * @param body as it came; null once its time of keeping is over
 * @param handledAt when it was handled; null before
 * @param outcome what came of it, one line; null before
 */
public record StoredDelivery(
        String id,
        String event,
        Instant receivedAt,
        byte @Nullable [] body,
        @Nullable Instant handledAt,
        @Nullable String outcome) {}
