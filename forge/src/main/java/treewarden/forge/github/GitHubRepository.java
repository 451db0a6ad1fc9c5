package treewarden.forge.github;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
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
import treewarden.forge.ForgeException;
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

/** A repository on GitHub, spoken to as the installation that reaches it. */
final class GitHubRepository implements RepositoryForge {
    private final Repository repository;
    private final Installation installation;
    private final GHRepository handle;
    private final CheckRuns checkRuns;
    private final Changes changes;
    private final Assignments assignments = new Assignments(this);
    private final Reviewing reviewing;

    GitHubRepository(Repository repository, Installation installation, long appId) {
        this.repository = repository;
        this.installation = installation;
        this.handle = installation.handle(repository);
        this.checkRuns = new CheckRuns(handle, appId);
        this.reviewing = new Reviewing(installation, repository);
        this.changes = new Changes(installation.rest(), this::address);
    }

    @Override
    public PullRequest pullRequest(int number) {
        return rest().get(address("pulls", number(number)), Answers.Pull.class).pullRequest();
    }

    @Override
    public List<PullRequest> openPullRequests() {
        var open = address("pulls")
                .newBuilder()
                .addQueryParameter("state", "open")
                .addQueryParameter("sort", "created")
                .addQueryParameter("direction", "asc")
                .build();
        return rest().list(open, Answers.Pull[].class).stream()
                .map(Answers.Pull::pullRequest)
                .toList();
    }

    @Override
    public ChangedFiles changedFiles(PullRequest pullRequest) {
        return changes.of(pullRequest);
    }

    @Override
    public ChangedFiles changedFiles(CommitId base, CommitId head) {
        return changes.between(base, head);
    }

    @Override
    public Tree tree(CommitId commit) {
        return Trees.read(rest(), this::address, commit);
    }

    @Override
    public CommitId head(String branch) {
        return Hub4j.ask(() -> Rest.commit(handle.getBranch(branch).getSHA1(), "commit.sha"));
    }

    @Override
    public String defaultBranch() {
        return Hub4j.ask(
                () -> Rest.need(hub().getRepository(repository.fullName()).getDefaultBranch(), "default_branch"));
    }

    @Override
    public byte[] blob(String sha, int atMostBytes) {
        var name = Blobs.checked(sha);
        Answers.Blob answer;
        try {
            answer = rest().get(address("git", "blobs", name), Answers.Blob.class, Blobs.answerFor(atMostBytes));
        } catch (ForgeException.TooLarge e) {
            throw Blobs.tooLarge(name, atMostBytes);
        }
        return Blobs.content(answer, name, atMostBytes);
    }

    @Override
    public Optional<CheckRun> checkRun(CommitId head, String name) {
        return Hub4j.ask(() -> checkRuns.find(head, name));
    }

    @Override
    public CheckRun createCheckRun(NewCheckRun run) {
        return Hub4j.ask(() -> checkRuns.create(run));
    }

    @Override
    public CheckRun updateCheckRun(long id, CheckRunUpdate update) {
        return Hub4j.ask(() -> checkRuns.update(id, update));
    }

    @Override
    public List<Comment> comments(int number) {
        return rest().list(address("issues", number(number), "comments"), Answers.Written[].class).stream()
                .map(Answers.Written::comment)
                .toList();
    }

    @Override
    public List<PlacedComment> commentsSince(Instant since) {
        var changed = address("issues", "comments")
                .newBuilder()
                .addQueryParameter("sort", "updated")
                .addQueryParameter("direction", "asc")
                .addQueryParameter(
                        "since", since.truncatedTo(ChronoUnit.SECONDS).toString())
                .build();
        return rest().list(changed, Answers.Written[].class).stream()
                .flatMap(written -> written.placed().stream())
                .toList();
    }

    @Override
    public boolean hasReacted(long comment, Reaction reaction, Person person) {
        var reactions = address("issues", "comments", Long.toString(comment), "reactions")
                .newBuilder()
                .addQueryParameter("content", reaction.content())
                .build();
        return rest().list(reactions, Answers.Reacted[].class).stream()
                .anyMatch(one -> Answers.Account.person(one.user()).id() == person.id());
    }

    @Override
    public Comment createComment(int number, String body) {
        var comments = address("issues", number(number), "comments");
        return rest().post(comments, Map.of("body", body), Answers.Written.class)
                .comment();
    }

    @Override
    public Comment updateComment(long id, String body) {
        var comment = address("issues", "comments", Long.toString(id));
        return rest().patch(comment, Map.of("body", body), Answers.Written.class)
                .comment();
    }

    @Override
    public List<PullRequestCommit> commits(int number) {
        return rest().list(address("pulls", number(number), "commits"), Answers.PullCommitted[].class).stream()
                .map(Answers.PullCommitted::pullRequestCommit)
                .toList();
    }

    @Override
    public List<LineComment> lineComments(int number) {
        return rest().list(address("pulls", number(number), "comments"), Answers.OnLines[].class).stream()
                .map(Answers.OnLines::lineComment)
                .toList();
    }

    @Override
    public void commentOnLines(int number, CommitId head, String body, List<LineSuggestion> lines) {
        var review = Map.of(
                "commit_id",
                head.hex(),
                "event",
                "COMMENT",
                "body",
                body,
                "comments",
                lines.stream().map(LineNote::of).toList());
        rest().post(address("pulls", number(number), "reviews"), review, Object.class);
    }

    @Override
    public List<String> labels(int number) {
        return rest().list(address("issues", number(number), "labels"), Answers.Label[].class).stream()
                .map(Answers.Label::text)
                .toList();
    }

    @Override
    public List<String> addLabels(int number, Collection<String> labels) {
        if (labels.isEmpty()) {
            return labels(number);
        }
        var all = List.copyOf(labels);
        var present =
                rest().post(address("issues", number(number), "labels"), Map.of("labels", all), Answers.Label[].class);
        return Stream.of(present).map(Answers.Label::text).toList();
    }

    @Override
    public void removeLabel(int number, String label) {
        try {
            rest().delete(address("issues", number(number), "labels", label));
        } catch (ForgeException.Missing e) {
            // It is not there: what was wanted.
        }
    }

    @Override
    public Permission permission(Person person) {
        var address = address("collaborators", person.login(), "permission");
        return Permissions.of(rest().get(address, Answers.May.class), person);
    }

    @Override
    public Optional<Account> account(String login) {
        return Assignments.unlessMissing(() -> rest().get(rest().address("users", login), Answers.Profile.class)
                .account());
    }

    @Override
    public boolean isInTeam(Person person, Team team) {
        var address = rest().address("orgs", team.organization(), "teams", team.slug(), "memberships", person.login());
        return Assignments.unlessMissing(() -> rest().get(address, Answers.Membership.class))
                .filter(membership -> "active".equals(membership.state()))
                .isPresent();
    }

    @Override
    public boolean canBeAssigned(int number, Person person) {
        return assignments.isPossible(number, person);
    }

    @Override
    public List<Person> assignees(int number) {
        return assignments.of(number);
    }

    @Override
    public void assign(int number, Person person) {
        assignments.add(number, person);
    }

    @Override
    public void unassign(int number, Person person) {
        assignments.remove(number, person);
    }

    @Override
    public Committers committers(int number) {
        return reviewing.committers(number);
    }

    @Override
    public List<Review> reviews(int number) {
        return reviewing.reviews(number);
    }

    @Override
    public Review approve(int number, CommitId head, String body) {
        return reviewing.approve(number, head, body);
    }

    @Override
    public void dismissReview(int number, long review, String why) {
        reviewing.dismiss(number, review, why);
    }

    @Override
    public MergeResult merge(int number, CommitId head, MergeMethod method) {
        return reviewing.merge(number, head, method);
    }

    @Override
    public void react(long comment, Reaction reaction) {
        var reactions = address("issues", "comments", Long.toString(comment), "reactions");
        rest().post(reactions, Map.of("content", reaction.content()), Object.class);
    }

    @Override
    public List<Issue> issues(String label) {
        var url = address("issues")
                .newBuilder()
                .addQueryParameter("labels", label)
                .addQueryParameter("state", "all")
                .addQueryParameter("per_page", Integer.toString(Rest.PAGE))
                .build();
        return Stream.of(rest().get(url, Answers.OfIssue[].class))
                .filter(Answers.OfIssue::isNoPullRequest)
                .map(Answers.OfIssue::issue)
                .toList();
    }

    @Override
    public Issue createIssue(String title, String body, Collection<String> labels) {
        var issue = Map.of("title", title, "body", body, "labels", List.copyOf(labels));
        return rest().post(address("issues"), issue, Answers.OfIssue.class).issue();
    }

    @Override
    public Optional<CodeRelease> release(String tag) {
        return Assignments.unlessMissing(() -> rest().get(address("releases", "tags", tag), Answers.OfRelease.class)
                .release());
    }

    @Override
    public CodeRelease createRelease(NewCodeRelease release) {
        var wanted = Map.of(
                "tag_name", release.tag(),
                "target_commitish", release.commit().hex(),
                "name", release.title(),
                "body", release.body());
        return rest().post(address("releases"), wanted, Answers.OfRelease.class).release();
    }

    @Override
    public void close(int number) {
        rest().patch(address("issues", number(number)), Map.of("state", "closed"), Object.class);
    }

    HttpUrl address(String... below) {
        var segments = new String[below.length + 3];
        segments[0] = "repos";
        segments[1] = repository.owner();
        segments[2] = repository.name();
        System.arraycopy(below, 0, segments, 3, below.length);
        return rest().address(segments);
    }

    private static String number(int number) {
        return Integer.toString(number);
    }

    Rest rest() {
        return installation.rest();
    }

    private GitHub hub() {
        return installation.hub();
    }
}
