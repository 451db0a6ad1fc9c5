package treewarden.sandbox.hub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** A repository with its history. Thread-safe. */
public final class HubRepository {

    static final String MAIN = "main";

    /** What the Hub puts into each new repository. */
    private static final String ATTRIBUTES = """
            *.bin filter=lfs diff=lfs merge=lfs -text
            *.gguf filter=lfs diff=lfs merge=lfs -text
            *.parquet filter=lfs diff=lfs merge=lfs -text
            *.safetensors filter=lfs diff=lfs merge=lfs -text
            """;

    private final RepositoryName name;
    private boolean hidden;
    private String gated = "";
    private final Map<String, HubCommit> commits = new HashMap<>();
    private final Map<String, String> branches = new TreeMap<>();
    private final Map<String, String> tags = new TreeMap<>();

    HubRepository(RepositoryName name, boolean hidden, HubCommit.Draft first) {
        this.name = name;
        this.hidden = hidden;
        Map<String, HubFile> files =
                Map.of(".gitattributes", new HubFile.Regular(ATTRIBUTES.getBytes(StandardCharsets.UTF_8)));
        var commit = first.on(Optional.empty(), files, 0);
        commits.put(commit.oid(), commit);
        branches.put(MAIN, commit.oid());
    }

    RepositoryName name() {
        return name;
    }

    /** Whether only its own people may see it. */
    public synchronized boolean isPrivate() {
        return hidden;
    }

    /** How people are let in to its files: {@code auto} or {@code manual}; empty where they need not be. */
    public synchronized String gated() {
        return gated;
    }

    synchronized void shownTo(boolean ownersAlone, String letIn) {
        hidden = ownersAlone;
        gated = letIn;
    }

    /** Branches and the commits they stand at. */
    public synchronized Map<String, String> branches() {
        return new TreeMap<>(branches);
    }

    /** Tags and their commits. */
    public synchronized Map<String, String> tags() {
        return new TreeMap<>(tags);
    }

    /** What a branch, a tag or a commit's name stands for. */
    public synchronized Optional<HubCommit> find(String revision) {
        var oid = branches.getOrDefault(revision, tags.getOrDefault(revision, revision));
        return Optional.ofNullable(commits.get(oid));
    }

    HubCommit at(String revision) {
        return find(revision).orElseThrow(() -> HubError.noRevision(revision));
    }

    /** The commit and those before it, newest first. */
    public synchronized List<HubCommit> history(String revision) {
        var list = new ArrayList<HubCommit>();
        var next = find(revision);
        while (next.isPresent()) {
            list.add(next.get());
            next = next.get().parent().map(commits::get);
        }
        return list;
    }

    /**
     * Puts a commit on a branch.
     *
     * @param expected the commit that the branch must stand at, where the caller names one
     */
    synchronized HubCommit commit(
            String branch, Optional<String> expected, HubCommit.Draft draft, UnaryOperator<Map<String, HubFile>> edit) {
        var head = branches.get(branch);
        if (head == null) {
            throw HubError.noRevision(branch);
        }
        if (expected.isPresent() && !expected.get().equals(head)) {
            throw HubError.of(412, "A commit has happened since. Please refresh and try again.");
        }
        var files = edit.apply(new TreeMap<>(at(head).files()));
        var commit = draft.on(Optional.of(head), files, commits.size());
        commits.put(commit.oid(), commit);
        branches.put(branch, commit.oid());
        return commit;
    }

    synchronized void addBranch(String branch, String start) {
        if (branches.containsKey(branch)) {
            throw HubError.of(409, "Reference already exists");
        }
        branches.put(branch, at(start).oid());
    }

    synchronized void deleteBranch(String branch) {
        if (branch.equals(MAIN)) {
            throw HubError.of(403, "The main branch cannot be deleted");
        }
        if (branches.remove(branch) == null) {
            throw HubError.noRevision(branch);
        }
    }

    synchronized void addTag(String tag, String revision) {
        if (tags.containsKey(tag)) {
            throw HubError.of(409, "Tag reference exists already");
        }
        tags.put(tag, at(revision).oid());
    }

    synchronized void deleteTag(String tag) {
        if (tags.remove(tag) == null) {
            throw HubError.noRevision(tag);
        }
    }
}
