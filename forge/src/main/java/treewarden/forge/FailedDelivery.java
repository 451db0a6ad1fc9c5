package treewarden.forge;

import java.time.Instant;

/**
 * An attempt to bring us an event that the code host reports as failed.
 *
 * @param attempt its id, by which the delivery can be asked for again
 * @param guid of the event, {@code X-GitHub-Delivery}: the same for all attempts
 * @param event its kind, {@code X-GitHub-Event}
 */
public record FailedDelivery(long attempt, String guid, String event, Instant at) {}
