package treewarden.forge;

import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Person;

/**
 * A comment on lines of a pull request's difference.
 *
 * @param author {@link PullRequest#GHOST} where the account was deleted
 * @param body untrusted text
 * @param commit at which it was made
 * @param lastLine where it stands now; null once its lines were changed and it is outdated
 */
public record LineComment(
        long id,
        Person author,
        String body,
        CommitId commit,
        String path,
        @Nullable Integer lastLine) {
    public boolean isOutdated() {
        return lastLine == null;
    }
}
