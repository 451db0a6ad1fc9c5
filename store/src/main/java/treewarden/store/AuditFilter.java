package treewarden.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import treewarden.domain.ContributionId;

/**
 * Which rows of the audit; null stands for all.
 *
 * @param person a login, with or without its id: {@code ada}, {@code ada (9)}; case does not matter
 * @param from not before this
 * @param until before this
 */
public record AuditFilter(
        @Nullable String person,
        @Nullable String action,
        @Nullable ContributionId contribution,
        @Nullable Instant from,
        @Nullable Instant until) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null);

    public AuditFilter person(@Nullable String login) {
        return new AuditFilter(login, action, contribution, from, until);
    }

    public AuditFilter action(@Nullable String word) {
        return new AuditFilter(person, word, contribution, from, until);
    }

    public AuditFilter contribution(@Nullable ContributionId id) {
        return new AuditFilter(person, action, id, from, until);
    }

    public AuditFilter between(@Nullable Instant begin, @Nullable Instant end) {
        return new AuditFilter(person, action, contribution, begin, end);
    }
}
