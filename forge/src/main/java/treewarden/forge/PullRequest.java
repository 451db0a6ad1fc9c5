package treewarden.forge;

import java.time.Instant;
import java.util.Set;
import treewarden.domain.CommitId;
import treewarden.domain.Person;

/**
 * A pull request as the code host shows it. Title, body, labels and branch names are untrusted text.
 *
 * @param body empty where there is none
 * @param author {@link #GHOST} where the account was deleted
 * @param headLabel owner and branch that it comes from, {@code someone:my-branch}; empty where the fork is gone
 * @param base the commit of the base branch that the code host compares with
 * @param changedFiles how many files differ; {@link #UNKNOWN} in a listing, which does not tell
 */
public record PullRequest(
        int number,
        String title,
        String body,
        Person author,
        AuthorAssociation association,
        CommitId head,
        String headLabel,
        CommitId base,
        String baseBranch,
        boolean open,
        boolean draft,
        boolean merged,
        Set<String> labels,
        Instant createdAt,
        Instant updatedAt,
        int changedFiles) {
    /** The account that GitHub shows for people who deleted theirs. */
    public static final Person GHOST = new Person(10137, "ghost");

    /** The number of changed files where the code host did not tell it. */
    public static final int UNKNOWN = -1;

    public PullRequest {
        labels = Set.copyOf(labels);
    }
}
