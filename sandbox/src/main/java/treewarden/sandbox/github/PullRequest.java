package treewarden.sandbox.github;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.git.ChangedFile;
import treewarden.sandbox.git.CommitInfo;

/** A pull request, with what people can do to it. Methods may be called from any thread. */
public final class PullRequest {

    /** How it was merged. */
    record Merge(String commitSha, Person by) {}

    private final World world;
    private final Repository repository;
    private final long id;
    private final int number;
    private final Person author;
    private final Instant createdAt;
    private final Conversation conversation;
    private final Proposal proposal;
    private final Marks marks;
    private final ReviewComments lineComments;
    private String title;
    private String body;
    private NewPullRequest.Readiness readiness;
    private Instant updatedAt;
    private Optional<Instant> closedAt = Optional.empty();
    private Optional<Merge> merge = Optional.empty();

    PullRequest(Repository repository, int number, NewPullRequest wanted, Tip head, Tip base) {
        this.world = repository.world();
        this.repository = repository;
        this.id = world.nextId();
        this.number = number;
        this.author = wanted.author();
        this.title = wanted.title();
        this.body = wanted.body();
        this.readiness = wanted.readiness();
        this.proposal = new Proposal(head, base);
        this.createdAt = world.now();
        this.updatedAt = createdAt;
        this.conversation = new Conversation(this);
        this.marks = new Marks(this);
        this.lineComments = new ReviewComments(this);
    }

    public long id() {
        return id;
    }

    public int number() {
        return number;
    }

    public Repository repository() {
        return repository;
    }

    public Person author() {
        return author;
    }

    /** The address of its page for people. */
    public String page() {
        return world.urls().page(this);
    }

    public String title() {
        return world.locked(() -> title);
    }

    public String body() {
        return world.locked(() -> body);
    }

    public boolean isDraft() {
        return world.locked(() -> readiness == NewPullRequest.Readiness.DRAFT);
    }

    public boolean isOpen() {
        return world.locked(() -> closedAt.isEmpty());
    }

    public boolean isMerged() {
        return world.locked(() -> merge.isPresent());
    }

    public String headSha() {
        return world.locked(() -> head().sha());
    }

    public String baseSha() {
        return world.locked(() -> base().sha());
    }

    public String baseBranch() {
        return world.locked(() -> base().branch());
    }

    /** The branch with its owner, such as {@code ada:patch-1}. */
    public String headLabel() {
        return world.locked(() -> head().label());
    }

    public List<Comment> comments() {
        return world.locked(conversation::comments);
    }

    public List<Review> reviews() {
        return world.locked(conversation::reviews);
    }

    /** The comments on lines of its difference, oldest first. */
    public List<ReviewComment> lineComments() {
        return world.locked(lineComments::all);
    }

    /** Whether the lines that a comment stands on have changed since. */
    public boolean isOutdated(ReviewComment comment) {
        return world.locked(() -> lineComments.isOutdated(comment));
    }

    /** The names of its labels, in the order in which they were put on. */
    public List<String> labels() {
        return world.locked(() -> marks.labels().stream().map(Label::name).toList());
    }

    /** Who looks after it, in the order in which they were named. */
    public List<Person> assignees() {
        return world.locked(marks::assignees);
    }

    /** The check runs of its head commit, oldest first. */
    public List<CheckRun> checkRuns() {
        return world.locked(() -> repository.checks().of(head().sha()));
    }

    public List<ChangedFile> files() {
        return world.locked(proposal::files);
    }

    public List<CommitInfo> commits() {
        return world.locked(proposal::commits);
    }

    /** Commits to the head branch; the pull request follows. */
    public String push(Map<String, Change> changes, String message) {
        return push(author, changes, message);
    }

    public String push(Person as, Map<String, Change> changes, String message) {
        return world.locked(() -> head().repository().branches().commit(head().branch(), changes, as, message));
    }

    /** Points the head branch at another commit, also backwards. */
    public void forcePush(String sha) {
        world.locked(() -> head().repository().branches().move(head().branch(), sha, author));
    }

    public Comment comment(Person as, String text) {
        return world.locked(() -> conversation.add(as, text));
    }

    public Comment edit(Person as, Comment comment, String text) {
        return world.locked(() -> conversation.edit(as, comment.id(), text));
    }

    public void delete(Person as, Comment comment) {
        world.locked(() -> conversation.delete(as, comment.id()));
    }

    public Reaction react(Person as, Comment comment, String content) {
        return world.locked(() -> conversation.react(as, comment.id(), content));
    }

    /** Says something about a line of a file at the head: no comment of the conversation, and nobody finds it there. */
    public void commentOnLine(Person as, String path, int line, String text) {
        world.locked(() -> world.events()
                .lineComment(this, new LineComment(world.nextId(), as, path, line, text, head().sha(), world.now())));
    }

    public Review review(Person as, Review.State state, String text) {
        return world.locked(() -> conversation.review(as, state, text, head().sha()));
    }

    public void retitle(Person as, String other) {
        world.locked(() -> {
            var before = title;
            title = other;
            touch();
            world.events().edited(this, "title", before, as);
        });
    }

    public void describe(Person as, String other) {
        world.locked(() -> {
            var before = body;
            body = other;
            touch();
            world.events().edited(this, "body", before, as);
        });
    }

    public void label(Person as, String name) {
        world.locked(() -> marks.label(as, name));
    }

    public void unlabel(Person as, String name) {
        world.locked(() -> marks.unlabel(as, name));
    }

    public void close(Person as) {
        world.locked(() -> {
            if (closedAt.isEmpty()) {
                end();
                world.events().pullRequest(this, "closed", as);
            }
        });
    }

    public void reopen(Person as) {
        world.locked(() -> {
            if (merge.isPresent()) {
                throw GitHubError.invalid("PullRequest", "state", "invalid", "A merged pull request stays merged.");
            }
            if (closedAt.isPresent()) {
                closedAt = Optional.empty();
                touch();
                world.events().pullRequest(this, "reopened", as);
            }
        });
    }

    public void readyForReview(Person as) {
        turn(NewPullRequest.Readiness.READY, "ready_for_review", as);
    }

    public void convertToDraft(Person as) {
        turn(NewPullRequest.Readiness.DRAFT, "converted_to_draft", as);
    }

    private void turn(NewPullRequest.Readiness other, String action, Person as) {
        world.locked(() -> {
            if (readiness != other) {
                readiness = other;
                touch();
                world.events().pullRequest(this, action, as);
            }
        });
    }

    /** Merges with a merge commit and returns its id. */
    public String merge(Person as) {
        return world.locked(() -> MergePullRequest.merge(this, new MergePullRequest.Wish(as)));
    }

    /** Puts it in the merge queue, which waits for the required checks of what it would merge. */
    public MergeGroup queue(Person as) {
        return world.locked(() -> MergeGroup.of(this, as));
    }

    /** Asks the app to run a check again, as the button on GitHub's page does. */
    public void rerequest(Person as, CheckRun run) {
        world.locked(() -> world.events().checkRun(repository, run, "rerequested", as));
    }

    void merged(String commitSha, Person by) {
        merge = Optional.of(new Merge(commitSha, by));
        end();
        repository.knownContributor(author);
        world.events().pullRequest(this, "closed", by);
    }

    private void end() {
        closedAt = Optional.of(world.now());
        touch();
    }

    /** Its head branch has moved, and it follows. */
    void headMoved(String sha, Person pusher) {
        var before = head().sha();
        proposal.moveHead(sha);
        repository.git().set("refs/pull/" + number + "/head", sha);
        touch();
        world.events().synchronize(this, before, sha, pusher);
    }

    /** Proposes it for another branch. */
    public void retarget(Person as, String branch) {
        world.locked(() -> rebase(branch, as));
    }

    void rebase(String branch, Person as) {
        var tip = repository
                .branches()
                .tip(branch)
                .orElseThrow(() -> GitHubError.invalid("PullRequest", "base", "invalid"));
        var before = base();
        proposal.moveBase(new Tip(repository, branch, tip));
        touch();
        world.events().baseChanged(this, before, as);
    }

    void touch() {
        updatedAt = world.now();
    }

    Proposal proposal() {
        return proposal;
    }

    ReviewComments onLines() {
        return lineComments;
    }

    Conversation conversation() {
        return conversation;
    }

    Marks marks() {
        return marks;
    }

    Tip head() {
        return proposal.head();
    }

    Tip base() {
        return proposal.base();
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    Optional<Instant> closedAt() {
        return closedAt;
    }

    Optional<Merge> mergeInfo() {
        return merge;
    }

    @Override
    public String toString() {
        return repository + "#" + number;
    }
}
