package treewarden.store;

import org.jspecify.annotations.Nullable;
import treewarden.domain.ContributionId;

/**
 * Something that happened, as the audit keeps it.
 *
 * @param by who did it: a login with its id, or {@code treewarden}
 * @param action a stable word: {@code decide}, {@code cancel-job}
 * @param head the commit that it was about
 * @param before the state before, as its slug
 * @param after the state after, as its slug
 * @param why one line for people
 */
public record AuditEvent(
        String by,
        String action,
        @Nullable ContributionId contribution,
        @Nullable String head,
        @Nullable String before,
        @Nullable String after,
        String why) {
    public AuditEvent {
        by = Columns.text(by);
        why = Columns.text(why);
    }

    /** Something that is not about a contribution. */
    public static AuditEvent of(String by, String action, String why) {
        return new AuditEvent(by, action, null, null, null, null, why);
    }
}
