package treewarden.forge;

import treewarden.forge.Event.Sender;

/**
 * A comment, and where it stands.
 *
 * @param number of the pull request
 * @param sender its author, and whether that is a program
 * @param seen whether it carries a reaction with which comments are seen, of whomever
 */
public record PlacedComment(int number, Comment comment, Sender sender, Seen seen) {
    /** Whether anybody put {@link treewarden.domain.Reaction#EYES} on a comment. */
    public enum Seen {
        BY_NOBODY,
        BY_SOMEBODY
    }

    /** Whether it still reads as it did when it was written. */
    public boolean isUnedited() {
        return comment.createdAt().equals(comment.updatedAt());
    }
}
