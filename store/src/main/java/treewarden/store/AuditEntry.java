package treewarden.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;

/**
 * One row of the audit.
 *
 * @param number counts from 1 without gaps
 * @param hash over the row's fields and {@code previous}, the hash of the row before it
 */
public record AuditEntry(long number, Instant at, AuditEvent event, Digest previous, Digest hash) {
    /** The hash of the row before the first. */
    static final Digest BEGINNING = new Digest("0".repeat(64));

    static AuditEntry following(long lastNumber, Digest lastHash, Instant at, AuditEvent event) {
        return new AuditEntry(lastNumber + 1, at, event, lastHash, hash(lastNumber + 1, at, event, lastHash));
    }

    /** Whether the fields are those that were hashed. */
    boolean isIntact() {
        return hash.equals(hash(number, at, event, previous));
    }

    private static Digest hash(long number, Instant at, AuditEvent event, Digest previous) {
        var text = new StringBuilder();
        field(text, Long.toString(number));
        field(text, Long.toString(at.toEpochMilli()));
        field(text, event.by());
        field(text, event.action());
        var contribution = event.contribution();
        field(text, contribution == null ? null : contribution.toString());
        field(text, event.head());
        field(text, event.before());
        field(text, event.after());
        field(text, event.why());
        field(text, previous.hex());
        return Digest.of(text.toString());
    }

    /** With its length in front, so that no two lists of fields give the same text. */
    private static void field(StringBuilder text, @Nullable String value) {
        if (value == null) {
            text.append("-;");
        } else {
            text.append(value.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(value)
                    .append(';');
        }
    }
}
