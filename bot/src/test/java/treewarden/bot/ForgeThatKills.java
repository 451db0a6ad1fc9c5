package treewarden.bot;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import treewarden.domain.CommitId;
import treewarden.domain.LineSuggestion;
import treewarden.domain.MergeMethod;
import treewarden.domain.Person;
import treewarden.domain.Reaction;
import treewarden.domain.Repository;
import treewarden.forge.Account;
import treewarden.forge.ChangedFiles;
import treewarden.forge.CheckRun;
import treewarden.forge.CheckRunUpdate;
import treewarden.forge.CodeRelease;
import treewarden.forge.Comment;
import treewarden.forge.Committers;
import treewarden.forge.FailedDelivery;
import treewarden.forge.Forge;
import treewarden.forge.Identity;
import treewarden.forge.Issue;
import treewarden.forge.LineComment;
import treewarden.forge.MergeResult;
import treewarden.forge.NewCheckRun;
import treewarden.forge.NewCodeRelease;
import treewarden.forge.Permission;
import treewarden.forge.PlacedComment;
import treewarden.forge.PullRequest;
import treewarden.forge.PullRequestCommit;
import treewarden.forge.RepositoryForge;
import treewarden.forge.Review;
import treewarden.forge.Team;
import treewarden.forge.Tree;

/**
 * A code host on which the process dies right after one of its writes: the write has happened, and nothing that came of it
 * is ever written down.
 */
final class ForgeThatKills implements Forge {
    private final Forge forge;
    private final int fatalWrite;
    private final Runnable kill;
    private int writes;

    /** @param fatalWrite after which write, counted from 1 */
    ForgeThatKills(Forge forge, int fatalWrite, Runnable kill) {
        this.forge = forge;
        this.fatalWrite = fatalWrite;
        this.kill = kill;
    }

    /** The process is gone. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** How many there were so far. */
    int writes() {
        return writes;
    }

    boolean hasKilled() {
        return writes >= fatalWrite;
    }

    private void written() {
        if (++writes == fatalWrite) {
            kill.run();
            throw new Killed();
        }
    }

    @Override
    public Identity self() {
        return forge.self();
    }

    @Override
    public List<Repository> repositories() {
        return forge.repositories();
    }

    @Override
    public boolean serves(Repository repository) {
        return forge.serves(repository);
    }

    @Override
    public List<FailedDelivery> failedDeliveries(Instant since) {
        return forge.failedDeliveries(since);
    }

    @Override
    public void redeliver(long attempt) {
        forge.redeliver(attempt);
        written();
    }

    @Override
    public Duration writeSpacing() {
        return forge.writeSpacing();
    }

    @Override
    public RepositoryForge in(Repository repository) {
        return new Deadly(forge.in(repository));
    }

    private final class Deadly implements RepositoryForge {
        private final RepositoryForge in;

        Deadly(RepositoryForge in) {
            this.in = in;
        }

        @Override
        public CheckRun createCheckRun(NewCheckRun run) {
            var made = in.createCheckRun(run);
            written();
            return made;
        }

        @Override
        public CheckRun updateCheckRun(long id, CheckRunUpdate update) {
            var made = in.updateCheckRun(id, update);
            written();
            return made;
        }

        @Override
        public Comment createComment(int number, String body) {
            var made = in.createComment(number, body);
            written();
            return made;
        }

        @Override
        public Comment updateComment(long id, String body) {
            var made = in.updateComment(id, body);
            written();
            return made;
        }

        @Override
        public List<String> addLabels(int number, Collection<String> labels) {
            var present = in.addLabels(number, labels);
            written();
            return present;
        }

        @Override
        public Issue createIssue(String title, String body, Collection<String> labels) {
            var made = in.createIssue(title, body, labels);
            written();
            return made;
        }

        @Override
        public void close(int number) {
            in.close(number);
            written();
        }

        @Override
        public CodeRelease createRelease(NewCodeRelease release) {
            var made = in.createRelease(release);
            written();
            return made;
        }

        @Override
        public Optional<CodeRelease> release(String tag) {
            return in.release(tag);
        }

        @Override
        public List<Issue> issues(String label) {
            return in.issues(label);
        }

        @Override
        public void removeLabel(int number, String label) {
            in.removeLabel(number, label);
            written();
        }

        @Override
        public void react(long comment, Reaction reaction) {
            in.react(comment, reaction);
            written();
        }

        @Override
        public Review approve(int number, CommitId head, String body) {
            var made = in.approve(number, head, body);
            written();
            return made;
        }

        @Override
        public void dismissReview(int number, long review, String why) {
            in.dismissReview(number, review, why);
            written();
        }

        @Override
        public void commentOnLines(int number, CommitId head, String body, List<LineSuggestion> lines) {
            in.commentOnLines(number, head, body, lines);
            written();
        }

        @Override
        public MergeResult merge(int number, CommitId head, MergeMethod method) {
            var made = in.merge(number, head, method);
            written();
            return made;
        }

        @Override
        public Committers committers(int number) {
            return in.committers(number);
        }

        @Override
        public List<Review> reviews(int number) {
            return in.reviews(number);
        }

        @Override
        public void assign(int number, Person person) {
            in.assign(number, person);
            written();
        }

        @Override
        public void unassign(int number, Person person) {
            in.unassign(number, person);
            written();
        }

        @Override
        public Optional<Account> account(String login) {
            return in.account(login);
        }

        @Override
        public boolean isInTeam(Person person, Team team) {
            return in.isInTeam(person, team);
        }

        @Override
        public boolean canBeAssigned(int number, Person person) {
            return in.canBeAssigned(number, person);
        }

        @Override
        public List<Person> assignees(int number) {
            return in.assignees(number);
        }

        @Override
        public List<LineComment> lineComments(int number) {
            return in.lineComments(number);
        }

        @Override
        public List<PullRequestCommit> commits(int number) {
            return in.commits(number);
        }

        @Override
        public PullRequest pullRequest(int number) {
            return in.pullRequest(number);
        }

        @Override
        public List<PullRequest> openPullRequests() {
            return in.openPullRequests();
        }

        @Override
        public ChangedFiles changedFiles(PullRequest pullRequest) {
            return in.changedFiles(pullRequest);
        }

        @Override
        public ChangedFiles changedFiles(CommitId base, CommitId head) {
            return in.changedFiles(base, head);
        }

        @Override
        public List<PlacedComment> commentsSince(Instant since) {
            return in.commentsSince(since);
        }

        @Override
        public boolean hasReacted(long comment, Reaction reaction, Person person) {
            return in.hasReacted(comment, reaction, person);
        }

        @Override
        public Tree tree(CommitId commit) {
            return in.tree(commit);
        }

        @Override
        public CommitId head(String branch) {
            return in.head(branch);
        }

        @Override
        public String defaultBranch() {
            return in.defaultBranch();
        }

        @Override
        public byte[] blob(String sha, int atMostBytes) {
            return in.blob(sha, atMostBytes);
        }

        @Override
        public Optional<CheckRun> checkRun(CommitId head, String name) {
            return in.checkRun(head, name);
        }

        @Override
        public List<Comment> comments(int number) {
            return in.comments(number);
        }

        @Override
        public List<String> labels(int number) {
            return in.labels(number);
        }

        @Override
        public Permission permission(Person person) {
            return in.permission(person);
        }
    }
}
