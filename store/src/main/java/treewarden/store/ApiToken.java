package treewarden.store;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;

/**
 * A token of the API, as it is kept: nobody can make the token out of it.
 *
 * @param name what its holder is called, once and for all
 * @param digest of the token
 * @param scopes what its holder may do
 * @param createdBy who made it
 * @param usedAt when it was last used, to the minute; null where it never was
 */
public record ApiToken(
        String name,
        Digest digest,
        Set<String> scopes,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt) {
    public ApiToken {
        scopes = Set.copyOf(scopes);
    }

    /** Whether its holder is let in. */
    public boolean isValid(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
