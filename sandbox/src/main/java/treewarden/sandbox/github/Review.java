package treewarden.sandbox.github;

import java.time.Instant;

/** A submitted review of one head commit. */
public record Review(long id, Person author, State state, String body, String commitSha, Instant submittedAt) {

    Review dismissed() {
        return new Review(id, author, State.DISMISSED, body, commitSha, submittedAt);
    }

    /** What a review says. */
    public enum State {
        APPROVED,
        CHANGES_REQUESTED,
        COMMENTED,
        DISMISSED
    }
}
