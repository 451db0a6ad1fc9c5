package treewarden.sandbox.git;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryBuilder;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A bare repository in a folder. Ids are full hexadecimal; a method that is given an id of something that is not there
 * answers with nothing. Callers take turns: it is not thread-safe.
 */
public final class GitStore implements AutoCloseable {

    private final Repository repository;

    private GitStore(Repository repository) {
        this.repository = repository;
    }

    /** Makes a new repository in a folder that does not exist yet, or opens the one that is there. */
    public static GitStore at(Path folder) {
        try {
            boolean fresh = !Files.exists(folder.resolve(Constants.HEAD));
            var repository =
                    new RepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
            if (fresh) {
                repository.create(true);
            }
            return new GitStore(repository);
        } catch (IOException e) {
            throw new GitTrouble("open the repository at " + folder, e);
        }
    }

    /**
     * Makes a new repository that borrows the objects of another one and takes over its branches. Nothing is copied, so
     * the other one has to stay where it is.
     *
     * @param source a git directory, or a folder that holds one
     */
    public static GitStore borrowing(Path source, Path folder) {
        var inside = source.resolve(Constants.DOT_GIT);
        var gitFolder = Files.isDirectory(inside) ? inside : source;
        try (var other = new RepositoryBuilder()
                .setGitDir(gitFolder.toFile())
                .setMustExist(true)
                .build()) {
            at(folder).close();
            var objects = new File(other.getDirectory(), "objects").toPath().toAbsolutePath();
            var info = Files.createDirectories(folder.resolve("objects").resolve("info"));
            Files.writeString(info.resolve("alternates"), objects + "\n", StandardCharsets.UTF_8);
            var store = at(folder);
            for (var ref : other.getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
                store.set(ref.getName(), ref.getObjectId().name());
            }
            store.repository.updateRef(Constants.HEAD).link(other.getFullBranch());
            return store;
        } catch (IOException e) {
            throw new GitTrouble("borrow the objects of " + source, e);
        }
    }

    /** The branch that {@code HEAD} names, whether or not it has a commit yet. */
    public String headBranch() {
        return io("read HEAD", () -> repository.getBranch());
    }

    public Optional<String> ref(String fullName) {
        return io("read " + fullName, () -> Optional.ofNullable(repository.exactRef(fullName)))
                .map(ref -> ref.getObjectId().name());
    }

    /** All references below a prefix, by full name. */
    public Map<String, String> refs(String prefix) {
        return io("list references", () -> {
            var found = new TreeMap<String, String>();
            for (var ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
                found.put(ref.getName(), ref.getObjectId().name());
            }
            return found;
        });
    }

    /** Points a reference at a commit, forwards or not. */
    public void set(String fullName, String sha) {
        io("set " + fullName, () -> {
            var update = repository.updateRef(fullName);
            update.setNewObjectId(ObjectId.fromString(sha));
            update.setForceUpdate(true);
            return switch (update.update()) {
                case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> true;
                default -> throw new IOException("the update was refused: " + update.getResult());
            };
        });
    }

    public void delete(String fullName) {
        io("delete " + fullName, () -> {
            var update = repository.updateRef(fullName);
            update.setForceUpdate(true);
            return update.delete();
        });
    }

    /** Makes a commit from the first parent's tree and changes; no reference moves. */
    public String commit(List<String> parents, Map<String, Change> changes, Author author, String message) {
        return io("write a commit", () -> {
            try (var inserter = repository.newObjectInserter();
                    var reader = inserter.newReader()) {
                Optional<ObjectId> base = parents.isEmpty() ? Optional.empty() : treeOf(parents.get(0));
                var tree = new WriteTree(reader, inserter).write(base, changes);
                var commit = build(parents, tree, author, message);
                var id = inserter.insert(commit);
                inserter.flush();
                return id.name();
            }
        });
    }

    private static CommitBuilder build(List<String> parents, ObjectId tree, Author author, String message) {
        var commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents.stream().map(ObjectId::fromString).toList());
        var ident = new PersonIdent(author.name(), author.email(), author.when(), ZoneOffset.UTC);
        commit.setAuthor(ident);
        commit.setCommitter(ident);
        commit.setMessage(message);
        return commit;
    }

    /** Merges without a work tree: the id of a merge commit of both, or nothing on a conflict. No reference moves. */
    public Optional<String> merge(String into, String from, Author author, String message, List<String> parents) {
        return io("merge " + from, () -> {
            var merger = (ThreeWayMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
            if (!merger.merge(ObjectId.fromString(into), ObjectId.fromString(from))) {
                return Optional.empty();
            }
            try (var inserter = repository.newObjectInserter()) {
                var id = inserter.insert(build(parents, merger.getResultTreeId(), author, message));
                inserter.flush();
                return Optional.of(id.name());
            }
        });
    }

    /** Whether two commits merge without conflict. */
    public boolean merges(String into, String from) {
        return io("try to merge " + from, () -> {
            var merger = (ThreeWayMerger) MergeStrategy.RECURSIVE.newMerger(repository, true);
            return merger.merge(ObjectId.fromString(into), ObjectId.fromString(from));
        });
    }

    public Optional<CommitInfo> commit(String sha) {
        return io("read commit " + sha, () -> {
            try {
                return Optional.of(new ReadCommits(repository).commit(sha));
            } catch (MissingObjectException | IncorrectObjectTypeException | IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** The commits that the second one has and the first one has not, oldest first, at most 250 as GitHub lists them. */
    public List<CommitInfo> commitsBetween(String base, String head) {
        return io("list commits", () -> new ReadCommits(repository).between(base, head));
    }

    /** A commit and those before it, newest first, at most 10,000. */
    public List<CommitInfo> history(String head) {
        return io("list commits", () -> new ReadCommits(repository).before(head));
    }

    /** The commit where two lines of history parted; nothing when they have none in common. */
    public Optional<String> mergeBase(String one, String other) {
        return io("find the merge base", () -> new ReadCommits(repository).mergeBase(one, other));
    }

    /** The files that differ between two commits, by path. */
    public List<ChangedFile> changes(String base, String head) {
        return io(
                "compare " + base + " and " + head,
                () -> new CompareTrees(repository)
                        .compare(treeOf(base).orElseThrow(), treeOf(head).orElseThrow()));
    }

    /** The id of a tree that is given by its own id or a commit's. */
    public Optional<String> tree(String sha) {
        return io("read tree " + sha, () -> treeOf(sha)).map(ObjectId::name);
    }

    private Optional<ObjectId> treeOf(String sha) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return Optional.of(walk.parseTree(ObjectId.fromString(sha)).copy());
        } catch (MissingObjectException | IncorrectObjectTypeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** What is in a tree: its own entries, or with those of all folders below. */
    public Optional<List<TreeEntry>> entries(String treeOrCommit, Depth depth) {
        return io("list tree " + treeOrCommit, () -> {
            var tree = treeOf(treeOrCommit);
            return tree.isEmpty() ? Optional.empty() : Optional.of(new ReadTree(repository).entries(tree.get(), depth));
        });
    }

    /** How far below a folder a listing goes. */
    public enum Depth {
        ONE_LEVEL,
        ALL
    }

    /** The entry at a path in a tree or commit. */
    public Optional<TreeEntry> entry(String treeOrCommit, String path) {
        return io("look up " + path, () -> {
            var tree = treeOf(treeOrCommit);
            return tree.isEmpty() ? Optional.empty() : new ReadTree(repository).entry(tree.get(), path);
        });
    }

    /** The bytes of a file. */
    public Optional<byte[]> blob(String sha) {
        return io("read blob " + sha, () -> {
            try {
                return Optional.of(repository
                        .open(ObjectId.fromString(sha), Constants.OBJ_BLOB)
                        .getBytes());
            } catch (MissingObjectException | IncorrectObjectTypeException | IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T io(String doing, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new GitTrouble(doing, e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
