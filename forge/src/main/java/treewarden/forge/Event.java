package treewarden.forge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Person;
import treewarden.domain.Repository;

/**
 * What a webhook delivery says. A hint, no more: deliveries come late, twice, in another order or not at all, so what
 * matters is read again from the code host.
 */
public sealed interface Event {
    /**
     * Something about a pull request changed.
     *
     * @param head the head commit at that time
     */
    record PullRequestChanged(PullRequestAction action, Repository repository, int number, CommitId head, Sender sender)
            implements Event {}

    /** The actions on pull requests that can matter to us. Others are {@link Ignored}. */
    enum PullRequestAction {
        OPENED,
        /** Its head moved. */
        SYNCHRONIZE,
        REOPENED,
        CLOSED,
        /** Its title, body or base branch changed. */
        EDITED,
        READY_FOR_REVIEW,
        CONVERTED_TO_DRAFT,
        LABELED,
        UNLABELED
    }

    /**
     * Somebody wrote a comment on a pull request: a new one. Edited and deleted comments are {@link Ignored}, and so
     * are those on issues.
     *
     * @param body untrusted text
     */
    record CommentCreated(
            Repository repository, int number, long comment, Sender author, String body, Instant createdAt)
            implements Event {}

    /**
     * Somebody asked for a check to run again.
     *
     * @param app the App that the check belongs to; only ours concerns us
     * @param name of the check run; null where all checks of the commit are meant
     * @param pullRequests numbers that the code host tells; empty for those from forks
     */
    record CheckRerequested(
            Repository repository,
            CommitId head,
            long app,
            @Nullable String name,
            Set<Integer> pullRequests) implements Event {
        public CheckRerequested {
            pullRequests = Set.copyOf(pullRequests);
        }
    }

    /**
     * A branch of the repository moved, began or ended.
     *
     * @param after where it points now; empty where it was deleted
     */
    record PushedToBranch(Repository repository, String branch, Optional<CommitId> after) implements Event {}

    /**
     * The App was installed or removed, or repositories came or went.
     *
     * @param action the code host's word: {@code created}, {@code deleted}, {@code suspend}, {@code unsuspend}, {@code
     *     new_permissions_accepted}, {@code added}, {@code removed}
     */
    record InstallationChanged(String action, long installation, List<Repository> added, List<Repository> removed)
            implements Event {
        public InstallationChanged {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /**
     * The repository itself was renamed, moved, hidden, deleted or the like.
     *
     * @param action the code host's word, such as {@code renamed}
     * @param repository as it is called now
     */
    record RepositoryChanged(String action, Repository repository) implements Event {}

    /**
     * The merge queue made a commit of what is to be merged, and waits for the required checks of it.
     *
     * @param base what the base branch will be before it
     * @param branch the temporary branch that points to the commit
     */
    record MergeGroupFormed(Repository repository, CommitId head, CommitId base, String branch) implements Event {}

    /** The code host tries whether we listen. */
    record Ping(String zen) implements Event {}

    /**
     * Nothing to us.
     *
     * @param action empty where the event has none
     * @param why in a few words
     */
    record Ignored(String name, String action, String why) implements Event {}

    /**
     * Who did it.
     *
     * @param bot whether the account is a program's: those get no answers
     */
    record Sender(Person person, boolean bot) {}
}
