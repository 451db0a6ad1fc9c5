package treewarden.forge;

import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Person;

/**
 * A submitted review of a pull request.
 *
 * @param body untrusted text; empty where there is none
 * @param commit what was reviewed; null where the code host does not know it any more
 */
public record Review(
        long id,
        Person author,
        State state,
        String body,
        @Nullable CommitId commit) {
    /** What a review says. */
    public enum State {
        APPROVED,
        CHANGES_REQUESTED,
        COMMENTED,
        /** It said something and was taken back. */
        DISMISSED,
        /** Something that we have no use for. */
        OTHER
    }
}
