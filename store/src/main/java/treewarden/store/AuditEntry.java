package treewarden.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;

/**
 * One row of the audit.
 *
 * @param number counts from 1 without gaps
 * @param origin from where a person acted: {@code page}, {@code comment 77}; null for what Treewarden did by itself
 * @param hash over the row's fields and {@code previous}, the hash of the row before it
 */
public record AuditEntry(
        long number, Instant at, AuditEvent event, @Nullable String origin, Digest previous, Digest hash) {
    /** The hash of the row before the first. */
    static final Digest BEGINNING = new Digest("0".repeat(64));

    /** The row after {@code last}. */
    static AuditEntry following(Last last, Instant at, AuditEvent event, @Nullable String origin) {
        long number = last.number() + 1;
        return new AuditEntry(number, at, event, origin, last.hash(), hash(number, at, event, origin, last.hash()));
    }

    /** What the next row needs of the one before it. */
    record Last(long number, Digest hash) {}

    /** Whether the fields are those that were hashed. */
    boolean isIntact() {
        return hash.equals(hash(number, at, event, origin, previous));
    }

    private static Digest hash(long number, Instant at, AuditEvent event, @Nullable String origin, Digest previous) {
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
        if (origin != null) {
            // Rows from before origins were kept have none, and keep their hash.
            field(text, origin);
        }
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
