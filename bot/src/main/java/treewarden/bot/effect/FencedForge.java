package treewarden.bot.effect;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import treewarden.domain.CommitId;
import treewarden.domain.LineSuggestion;
import treewarden.domain.MergeMethod;
import treewarden.domain.Person;
import treewarden.domain.Reaction;
import treewarden.forge.Account;
import treewarden.forge.ChangedFiles;
import treewarden.forge.CheckRun;
import treewarden.forge.CheckRunUpdate;
import treewarden.forge.CodeRelease;
import treewarden.forge.Comment;
import treewarden.forge.Committers;
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
 * A repository that is written to only by the one who still holds the job: before every write the lease is checked, so
 * that a process that was taken for dead and wakes up again writes nothing. No writer can forget it.
 */
record FencedForge(RepositoryForge forge, Runnable fence) implements RepositoryForge {
    @Override
    public CheckRun createCheckRun(NewCheckRun run) {
        fence.run();
        return forge.createCheckRun(run);
    }

    @Override
    public CheckRun updateCheckRun(long id, CheckRunUpdate update) {
        fence.run();
        return forge.updateCheckRun(id, update);
    }

    @Override
    public Comment createComment(int number, String body) {
        fence.run();
        return forge.createComment(number, body);
    }

    @Override
    public Comment updateComment(long id, String body) {
        fence.run();
        return forge.updateComment(id, body);
    }

    @Override
    public List<String> addLabels(int number, Collection<String> labels) {
        fence.run();
        return forge.addLabels(number, labels);
    }

    @Override
    public void removeLabel(int number, String label) {
        fence.run();
        forge.removeLabel(number, label);
    }

    @Override
    public void react(long comment, Reaction reaction) {
        fence.run();
        forge.react(comment, reaction);
    }

    @Override
    public Issue createIssue(String title, String body, Collection<String> labels) {
        fence.run();
        return forge.createIssue(title, body, labels);
    }

    @Override
    public void close(int number) {
        fence.run();
        forge.close(number);
    }

    @Override
    public CodeRelease createRelease(NewCodeRelease release) {
        fence.run();
        return forge.createRelease(release);
    }

    @Override
    public Optional<CodeRelease> release(String tag) {
        return forge.release(tag);
    }

    @Override
    public List<Issue> issues(String label) {
        return forge.issues(label);
    }

    @Override
    public void assign(int number, Person person) {
        fence.run();
        forge.assign(number, person);
    }

    @Override
    public void unassign(int number, Person person) {
        fence.run();
        forge.unassign(number, person);
    }

    @Override
    public Optional<Account> account(String login) {
        return forge.account(login);
    }

    @Override
    public boolean isInTeam(Person person, Team team) {
        return forge.isInTeam(person, team);
    }

    @Override
    public boolean canBeAssigned(int number, Person person) {
        return forge.canBeAssigned(number, person);
    }

    @Override
    public List<Person> assignees(int number) {
        return forge.assignees(number);
    }

    @Override
    public Review approve(int number, CommitId head, String body) {
        fence.run();
        return forge.approve(number, head, body);
    }

    @Override
    public void dismissReview(int number, long review, String why) {
        fence.run();
        forge.dismissReview(number, review, why);
    }

    @Override
    public MergeResult merge(int number, CommitId head, MergeMethod method) {
        fence.run();
        return forge.merge(number, head, method);
    }

    @Override
    public Committers committers(int number) {
        return forge.committers(number);
    }

    @Override
    public List<Review> reviews(int number) {
        return forge.reviews(number);
    }

    @Override
    public void commentOnLines(int number, CommitId head, String body, List<LineSuggestion> lines) {
        fence.run();
        forge.commentOnLines(number, head, body, lines);
    }

    @Override
    public List<LineComment> lineComments(int number) {
        return forge.lineComments(number);
    }

    @Override
    public List<PullRequestCommit> commits(int number) {
        return forge.commits(number);
    }

    @Override
    public PullRequest pullRequest(int number) {
        return forge.pullRequest(number);
    }

    @Override
    public List<PullRequest> openPullRequests() {
        return forge.openPullRequests();
    }

    @Override
    public ChangedFiles changedFiles(PullRequest pullRequest) {
        return forge.changedFiles(pullRequest);
    }

    @Override
    public ChangedFiles changedFiles(CommitId base, CommitId head) {
        return forge.changedFiles(base, head);
    }

    @Override
    public List<PlacedComment> commentsSince(Instant since) {
        return forge.commentsSince(since);
    }

    @Override
    public boolean hasReacted(long comment, Reaction reaction, Person person) {
        return forge.hasReacted(comment, reaction, person);
    }

    @Override
    public Tree tree(CommitId commit) {
        return forge.tree(commit);
    }

    @Override
    public CommitId head(String branch) {
        return forge.head(branch);
    }

    @Override
    public String defaultBranch() {
        return forge.defaultBranch();
    }

    @Override
    public byte[] blob(String sha, int atMostBytes) {
        return forge.blob(sha, atMostBytes);
    }

    @Override
    public Optional<CheckRun> checkRun(CommitId head, String name) {
        return forge.checkRun(head, name);
    }

    @Override
    public List<Comment> comments(int number) {
        return forge.comments(number);
    }

    @Override
    public List<String> labels(int number) {
        return forge.labels(number);
    }

    @Override
    public Permission permission(Person person) {
        return forge.permission(person);
    }
}
