package treewarden.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.ContributionId;
import treewarden.domain.StoredLeaf;

/**
 * What a merged contribution brought.
 *
 * @param contributor login of who opened it
 * @param since when it became what it is now: merged, or released
 * @param isReleased whether some release held it
 * @param leaves as they were checked at its head; null where that is not known
 */
public record Brought(
        ContributionId id,
        String contributor,
        Instant since,
        boolean isReleased,
        @Nullable List<StoredLeaf> leaves) {
    /** Those that are known. */
    public List<StoredLeaf> known() {
        return leaves == null ? List.of() : leaves;
    }
}
