package treewarden.sandbox.github;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import treewarden.sandbox.git.Author;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.git.CommitInfo;
import treewarden.sandbox.git.GitStore;

/** A repository, with what people can do to it. Methods may be called from any thread. */
public final class Repository {
    private final World world;
    private final long id;
    private final Person owner;
    private String name;
    private final Optional<Repository> parent;
    private final Branches branches;
    private final Labels labels;
    private final CheckRuns checkRuns;
    private final Releases releases;
    private final Map<Integer, PullRequest> pulls = new TreeMap<>();
    private final Map<Integer, Issue> issues = new TreeMap<>();
    private final Map<Long, Permission> collaborators = new LinkedHashMap<>();
    private final Set<Long> contributors = new HashSet<>();
    private final Instant createdAt;
    private boolean installed = true;
    private boolean archived;
    private String defaultBranch = "main";

    Repository(World world, Person owner, String name, GitStore git) {
        this(world, owner, name, Optional.empty(), git);
    }

    private Repository(World world, Person owner, String name, Optional<Repository> parent, GitStore git) {
        this.world = world;
        this.id = world.nextId();
        this.owner = owner;
        this.name = name;
        this.parent = parent;
        this.branches = new Branches(world, this, git);
        this.labels = new Labels(world);
        this.checkRuns = new CheckRuns(world);
        this.releases = new Releases(world, this);
        this.createdAt = world.now();
        collaborators.put(owner.id(), Permission.ADMIN);
    }

    /** A repository that takes over the branches of a git directory, borrowing its objects. */
    static Repository importing(World world, Person owner, String name, Path source, Path folder) {
        var git = GitStore.borrowing(source, folder);
        var repository = new Repository(world, owner, name, git);
        repository.defaultBranch = git.headBranch();
        return repository;
    }

    public long id() {
        return id;
    }

    public Person owner() {
        return owner;
    }

    public String name() {
        return name;
    }

    public String fullName() {
        return owner.login() + "/" + name;
    }

    public String defaultBranch() {
        return defaultBranch;
    }

    /** The address of its page for people. */
    public String page() {
        return world.urls().page(this, "");
    }

    /** The tip of a branch. */
    public Optional<String> head(String branch) {
        return world.locked(() -> branches.tip(branch));
    }

    /** The bytes of a file at a commit. */
    public Optional<byte[]> file(String commitSha, String path) {
        return world.locked(() -> git().entry(commitSha, path).flatMap(entry -> git().blob(entry.sha())));
    }

    public Optional<CommitInfo> commit(String sha) {
        return world.locked(() -> git().commit(sha));
    }

    /** Commits to a branch, which begins with this commit when it is new, and announces the push. */
    public String commit(String branch, Map<String, Change> changes, Person author, String message) {
        return world.locked(() -> branches.commit(branch, changes, author, message));
    }

    /** Makes a commit on any parents, or on none; no branch moves and nobody is told. */
    public String commitOn(List<String> parents, Map<String, Change> changes, Author author, String message) {
        return world.locked(() -> git().commit(parents, changes, author, message));
    }

    /** Points a branch at a commit, also backwards, and announces the push. */
    public void branch(String branch, String sha, Person pusher) {
        world.locked(() -> branches.move(branch, sha, pusher));
    }

    /** A fork with branches of its own over the same objects, as GitHub keeps them. */
    public Repository fork(Person person) {
        return world.locked(() -> world.find(person.login(), name).orElseGet(() -> {
            var fork = new Repository(world, person, name, Optional.of(this), git());
            fork.installed = false;
            fork.defaultBranch = defaultBranch;
            branches.tip(defaultBranch).ifPresent(tip -> fork.branches.move(defaultBranch, tip, person));
            world.add(fork);
            return fork;
        }));
    }

    public PullRequest openPullRequest(NewPullRequest wanted) {
        return world.locked(() -> OpenPullRequest.open(this, wanted));
    }

    public PullRequest openPullRequest(Person as, String title, String body, String headBranch, String baseBranch) {
        return openPullRequest(NewPullRequest.by(as, title)
                .withBody(body)
                .from(this, headBranch)
                .into(baseBranch));
    }

    /**
     * Changes files in one commit on a new branch and opens a pull request for it: in this repository by who may write
     * to it, in a fork by anyone else.
     */
    public PullRequest contribute(Person as, String title, String body, Map<String, Change> changes) {
        return world.locked(() -> OpenPullRequest.contribute(this, as, title, body, changes));
    }

    /**
     * Opens a pull request for what lies between two commits, under the name of the second one's author, who counts as
     * known. Branches are made for both.
     */
    public PullRequest openPullRequestForCommits(String baseSha, String headSha) {
        return world.locked(() -> OpenPullRequest.replay(this, baseSha, headSha));
    }

    /** Opens a pull request for one commit against its first parent; a root is shown against an empty tree. */
    public PullRequest openPullRequestForCommit(String sha) {
        return world.locked(() -> OpenPullRequest.replay(this, OpenPullRequest.baseOf(this, sha), sha));
    }

    /** Opens an issue, which is no pull request, and says something there. */
    public void commentOnIssue(Person as, String text) {
        world.locked(() -> {
            var issue = openIssue(as, "A question", "", List.of());
            var now = world.now();
            var comment = new Comment(world.nextId(), issue.number(), as, text, now, now, List.of());
            world.events().issueComment(this, issue, comment);
        });
    }

    public Optional<PullRequest> pullRequest(int number) {
        return world.locked(() -> Optional.ofNullable(pulls.get(number)));
    }

    /** All pull requests, oldest first. */
    public List<PullRequest> pullRequests() {
        return world.locked(() -> List.copyOf(pulls.values()));
    }

    /** All issues that are no pull requests, oldest first. */
    public List<Issue> issues() {
        return world.locked(() -> List.copyOf(issues.values()));
    }

    Issue openIssue(Person author, String title, String body, List<String> names) {
        var now = world.now();
        var issue = new Issue(
                world.nextId(),
                nextNumber(),
                author,
                title,
                body,
                names.stream().map(labels::findOrCreate).toList(),
                now,
                now,
                Optional.empty());
        put(issue);
        return issue;
    }

    void put(Issue issue) {
        issues.put(issue.number(), issue);
    }

    /** Issues and pull requests are numbered together. */
    int nextNumber() {
        return pulls.size() + issues.size() + 1;
    }

    public List<Label> labels() {
        return world.locked(labels::all);
    }

    public Label label(String labelName, String color, String description) {
        return world.locked(() -> labels.create(labelName, Optional.of(color), Optional.of(description)));
    }

    public List<CheckRun> checkRuns(String headSha) {
        return world.locked(() -> checkRuns.of(headSha));
    }

    /** All releases, oldest first. */
    public List<Release> releases() {
        return world.locked(releases::all);
    }

    /** Publishes a release of a branch or commit. */
    public Release release(Person as, String tag, String at, String text) {
        return world.locked(() -> releases.publish(as, tag, at, tag, text));
    }

    /** Takes a release away; its tag stays. */
    public void deleteRelease(String tag) {
        world.locked(() -> releases.delete(tag));
    }

    public void collaborator(Person person, Permission permission) {
        world.locked(() -> collaborators.put(person.id(), permission));
    }

    /** Makes a person count as having contributed before, so that they are no first-time contributor. */
    public void knownContributor(Person person) {
        world.locked(() -> contributors.add(person.id()));
    }

    /** What a person may do here: anyone may read, as in a public repository. */
    public Permission permission(Person person) {
        return world.locked(() -> collaborators.getOrDefault(person.id(), Permission.READ));
    }

    /** Takes this repository out of the app's installation, and tells the app. */
    public void uninstall(Person as) {
        world.locked(() -> {
            world.events().installationRepositories(this, "removed", as);
            installed = false;
        });
    }

    /** Puts it back in, and tells the app. */
    public void install(Person as) {
        world.locked(() -> {
            installed = true;
            world.events().installationRepositories(this, "added", as);
        });
    }

    /** Puts it in the archive, where nothing can be written, and tells the app. */
    public void archive(Person as) {
        world.locked(() -> {
            archived = true;
            world.events().repository(this, "archived", as);
        });
    }

    /** Takes it out again, and tells the app. */
    public void unarchive(Person as) {
        world.locked(() -> {
            archived = false;
            world.events().repository(this, "unarchived", as);
        });
    }

    /** Gives it another name, and tells the app. The old one leads to it no more. */
    public void rename(String other, Person as) {
        world.locked(() -> {
            var before = name;
            world.remove(this);
            name = other;
            world.add(this);
            world.events().renamed(this, before, as);
        });
    }

    boolean isArchived() {
        return archived;
    }

    boolean isInstalled() {
        return installed;
    }

    /** GitHub's word for what a person is to this repository; a pull request's author without one comes first time. */
    String association(Person person, String stranger) {
        if (person.id() == owner.id()) {
            return "OWNER";
        } else if (world.people().isMember(owner.login(), person)) {
            return "MEMBER";
        } else if (collaborators.containsKey(person.id())) {
            return "COLLABORATOR";
        } else if (contributors.contains(person.id())) {
            return "CONTRIBUTOR";
        }
        return stranger;
    }

    World world() {
        return world;
    }

    GitStore git() {
        return branches.git();
    }

    Branches branches() {
        return branches;
    }

    Labels labelBook() {
        return labels;
    }

    CheckRuns checks() {
        return checkRuns;
    }

    Releases releaseBook() {
        return releases;
    }

    Optional<Repository> parent() {
        return parent;
    }

    /** The repository that all forks stem from; pull requests live there. */
    Repository root() {
        return parent.map(Repository::root).orElse(this);
    }

    Instant createdAt() {
        return createdAt;
    }

    Map<Integer, PullRequest> pulls() {
        return pulls;
    }

    boolean isCollaborator(Person person) {
        return collaborators.containsKey(person.id());
    }

    boolean mayWrite(Person person) {
        return permission(person).atLeast(Permission.WRITE);
    }

    @Override
    public String toString() {
        return fullName();
    }
}
