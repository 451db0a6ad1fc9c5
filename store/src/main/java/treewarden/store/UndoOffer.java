package treewarden.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Reason;

/**
 * How a contribution was before somebody decided, for as long as they may take it back.
 *
 * @param by id of the account that decided
 * @param version of the contribution after the decision: it is not offered any more once that has grown
 * @param state in which it was before
 * @param until nothing of the decision is told to the code host before then
 */
public record UndoOffer(
        ContributionId contribution,
        long by,
        long version,
        ContributionState state,
        Instant stateSince,
        @Nullable Reason reason,
        Instant decidedAt,
        Instant until) {
    /** Somebody decided: before, and what was stored of it. */
    public static UndoOffer of(Contribution before, Contribution saved, long by, Instant now, Instant until) {
        return new UndoOffer(
                before.id(), by, saved.version(), before.state(), before.stateSince(), before.reason(), now, until);
    }

    /** Whether this person may still take it back, as the contribution is now. */
    public boolean isOpenFor(long person, Contribution current, Instant now) {
        return by == person && version == current.version() && now.isBefore(until);
    }
}
