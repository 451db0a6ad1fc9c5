package treewarden.forge;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import treewarden.domain.CommitId;
import treewarden.domain.LineSuggestion;
import treewarden.domain.MergeMethod;
import treewarden.domain.Person;
import treewarden.domain.Reaction;

/**
 * One repository of the code host. Reads are fresh; nothing is sent twice: a write whose answer got lost throws {@link
 * ForgeException.Transient}, and the caller looks before writing again. Every call may throw {@link ForgeException}.
 */
public interface RepositoryForge {
    /** The pull request as it is now. */
    PullRequest pullRequest(int number);

    /** All open ones, as the listing shows them: {@link PullRequest#changedFiles()} is unknown there. */
    List<PullRequest> openPullRequests();

    /**
     * The files that differ between the pull request and its base, at the head that was read and no other.
     *
     * @throws ForgeException.Transient where the head has moved and no list of the one that was read can be had
     */
    ChangedFiles changedFiles(PullRequest pullRequest);

    /** The files that differ between a commit and what it has in common with another one. */
    ChangedFiles changedFiles(CommitId base, CommitId head);

    /** The commits of a pull request, oldest first; the code host lists 250 at most. */
    List<PullRequestCommit> commits(int number);

    /** All that a commit holds, folders included, as the code host lists it. */
    Tree tree(CommitId commit);

    /** The commit that a branch points to. */
    CommitId head(String branch);

    String defaultBranch();

    /**
     * The content of a file by its git object name; what came is checked against that name.
     *
     * @throws ForgeException.TooLarge where it has more bytes
     */
    byte[] blob(String sha, int atMostBytes);

    /** Our own check run of that name on a commit; the newest, if there are several. */
    Optional<CheckRun> checkRun(CommitId head, String name);

    CheckRun createCheckRun(NewCheckRun run);

    /** Replaces state and words of a check run, and <em>adds</em> the annotations to those that it has. */
    CheckRun updateCheckRun(long id, CheckRunUpdate update);

    /** The comments of a pull request, oldest first (those on lines of the diff are not among them). */
    List<Comment> comments(int number);

    /** The comments on all pull requests that were written or edited since then, the longest unchanged first. */
    List<PlacedComment> commentsSince(Instant since);

    /** Whether somebody put a reaction on a comment. */
    boolean hasReacted(long comment, Reaction reaction, Person person);

    Comment createComment(int number, String body);

    Comment updateComment(long id, String body);

    /** The comments on lines of a pull request's difference, oldest first. */
    List<LineComment> lineComments(int number);

    /**
     * A review that judges nothing, with comments on lines of this head.
     *
     * @throws ForgeException.Invalid where a line is not shown, or the pull request has no such commit
     */
    void commentOnLines(int number, CommitId head, String body, List<LineSuggestion> lines);

    List<String> labels(int number);

    /**
     * Adds labels; those that it has already stay. All that it has then: where the collection is empty, they are only
     * read.
     */
    List<String> addLabels(int number, Collection<String> labels);

    /** Takes a label away; harmless where the pull request does not have it. */
    void removeLabel(int number, String label);

    /**
     * What somebody may do here, now. It is asked by login and believed only if the account that answers to the login
     * has the person's id: a login can be renamed and registered again by somebody else.
     *
     * @throws ForgeException.Missing where nobody, or somebody else, has the login. A failure to find out is never an
     *     answer: it throws
     */
    Permission permission(Person person);

    /** The account with this login, which is untrusted text; empty where nobody has it. */
    Optional<Account> account(String login);

    /**
     * Whether somebody is in a team. The login alone is asked about: whether it is still theirs tells {@link
     * #account}. False also for a team that is not there, or that the App may not see.
     */
    boolean isInTeam(Person person, Team team);

    /** Whether a pull request can be assigned to somebody. */
    boolean canBeAssigned(int number, Person person);

    /** To whom a pull request is assigned. */
    List<Person> assignees(int number);

    /** Assigns a pull request to somebody as well; harmless where it is already. */
    void assign(int number, Person person);

    /** Takes a pull request from somebody; harmless where it is not theirs. */
    void unassign(int number, Person person);

    /** The accounts that have commits in a pull request. */
    Committers committers(int number);

    /** The reviews of a pull request, oldest first, those that were dismissed among them. */
    List<Review> reviews(int number);

    /**
     * Submits our review that approves a commit.
     *
     * @throws ForgeException.Invalid where the pull request has no such commit, or is our own
     */
    Review approve(int number, CommitId head, String body);

    /** Takes a review back; the code host shows the reason. Who may do so can be limited on a protected branch. */
    void dismissReview(int number, long review, String why);

    /** Merges a pull request if this is its head. */
    MergeResult merge(int number, CommitId head, MergeMethod method);

    /** Puts a reaction on a comment; harmless where it is there already. */
    void react(long comment, Reaction reaction);

    /** Issues with this label, open and closed, the newest hundred. */
    List<Issue> issues(String label);

    Issue createIssue(String title, String body, Collection<String> labels);

    /** The release of a tag, whoever published it; drafts are not seen. */
    Optional<CodeRelease> release(String tag);

    /**
     * Publishes a release, and makes its tag where there is none.
     *
     * @throws ForgeException.Forbidden where the App may only read the repository's contents
     * @throws ForgeException.Invalid where the tag has a release, or the commit is not there
     */
    CodeRelease createRelease(NewCodeRelease release);

    /** Closes an issue or a pull request; harmless where it is closed. */
    void close(int number);
}
