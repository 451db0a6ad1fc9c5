package treewarden.store;

import java.time.Instant;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;

/**
 * What somebody did on a page about a contribution, and what they were answered.
 *
 * @param by id of the account
 * @param command in one line: {@code /hold Until Monday.}
 * @param reply Markdown; empty where the command's being done says enough
 * @param before the state in which it was given
 * @param version of the contribution after it: the reply is of that moment, and need not be so once this has grown
 */
public record PageReply(
        ContributionId contribution,
        long by,
        String command,
        String reply,
        ContributionState before,
        long version,
        Instant at) {
    /** Whether nothing has changed since that the reply could be about. */
    public boolean isOf(Contribution current) {
        return version == current.version();
    }
}
