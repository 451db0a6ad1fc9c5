package treewarden.sdg.document.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;

/** A repository of somebody out there, with whatever they care to put into it. Each commit is the head of main. */
final class Commits implements AutoCloseable {
    private static final PersonIdent SOMEBODY =
            new PersonIdent("Somebody", "somebody@example.org", Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

    private final FileRepository repository;

    private Commits(FileRepository repository) {
        this.repository = repository;
    }

    static Commits at(Path folder) {
        return of(() -> {
            var repository = new FileRepository(folder.toFile());
            repository.create(true);
            return new Commits(repository);
        });
    }

    FileRepository repository() {
        return repository;
    }

    Path folder() {
        return repository.getDirectory().toPath();
    }

    /** A commit of text files. */
    String commit(Map<String, String> files) {
        var entries = new Entries();
        files.forEach(entries::file);
        return commit(entries);
    }

    String commit(Entries entries) {
        return inserting(inserter -> {
            var index = DirCache.newInCore();
            var builder = index.builder();
            for (var entry : entries.all.entrySet()) {
                var added = new DirCacheEntry(entry.getKey());
                added.setFileMode(entry.getValue().mode());
                added.setObjectId(
                        FileMode.GITLINK.equals(entry.getValue().mode())
                                ? ObjectId.fromString(
                                        new String(entry.getValue().bytes(), UTF_8))
                                : inserter.insert(
                                        Constants.OBJ_BLOB, entry.getValue().bytes()));
                builder.add(added);
            }
            builder.finish();
            return commit(inserter, index.writeTree(inserter));
        });
    }

    /** Ten folders in each folder, so deep; one file at the bottom of each. A few kilobytes, and 10^deep files. */
    String bomb(int deep) {
        return inserting(inserter -> {
            var file = inserter.insert(Constants.OBJ_BLOB, "boom".getBytes(UTF_8));
            var bottom = new TreeFormatter();
            bottom.append("a.md", FileMode.REGULAR_FILE, file);
            var tree = inserter.insert(bottom);
            for (int i = 0; i < deep; i++) {
                var folder = new TreeFormatter();
                for (int j = 0; j < 10; j++) {
                    folder.append("d" + j, FileMode.TREE, tree);
                }
                tree = inserter.insert(folder);
            }
            return commit(inserter, tree);
        });
    }

    /** A tree with a name that git itself does not let through. */
    String forged(String name) {
        return inserting(inserter -> {
            var tree = new TreeFormatter();
            tree.append(name, FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, "text".getBytes(UTF_8)));
            tree.append("safe.md", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, "safe".getBytes(UTF_8)));
            return commit(inserter, inserter.insert(tree));
        });
    }

    /** The id of an annotated tag, which is no commit. */
    String tagged(String commit) {
        return inserting(inserter -> {
            var tag = new TagBuilder();
            tag.setTag("v1");
            tag.setObjectId(ObjectId.fromString(commit), Constants.OBJ_COMMIT);
            tag.setTagger(SOMEBODY);
            tag.setMessage("first");
            return inserter.insert(tag).name();
        });
    }

    static ObjectId blob(byte[] bytes) {
        return new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, bytes);
    }

    private String commit(ObjectInserter inserter, ObjectId tree) throws IOException {
        var head = repository.resolve("refs/heads/main");
        var commit = new CommitBuilder();
        commit.setTreeId(tree);
        if (head != null) {
            commit.setParentId(head);
        }
        commit.setAuthor(SOMEBODY);
        commit.setCommitter(SOMEBODY);
        commit.setMessage("more");
        var id = inserter.insert(commit);
        inserter.flush();
        RefUpdate main = repository.updateRef("refs/heads/main");
        main.setNewObjectId(id);
        main.forceUpdate();
        return id.name();
    }

    private String inserting(Work<ObjectInserter, String> work) {
        return of(() -> {
            try (var inserter = repository.newObjectInserter()) {
                var done = work.with(inserter);
                inserter.flush();
                return done;
            }
        });
    }

    private interface Work<A, B> {
        B with(A what) throws IOException;
    }

    private interface Making<T> {
        T make() throws IOException;
    }

    private static <T> T of(Making<T> making) {
        try {
            return making.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        repository.close();
    }

    /** What a tree holds. */
    static final class Entries {
        private record Entry(FileMode mode, byte[] bytes) {}

        private final TreeMap<String, Entry> all = new TreeMap<>();

        Entries file(String path, String text) {
            return bytes(path, text.getBytes(UTF_8));
        }

        Entries bytes(String path, byte[] bytes) {
            all.put(path, new Entry(FileMode.REGULAR_FILE, bytes));
            return this;
        }

        Entries link(String path, String target) {
            all.put(path, new Entry(FileMode.SYMLINK, target.getBytes(UTF_8)));
            return this;
        }

        Entries submodule(String path, String commit) {
            all.put(path, new Entry(FileMode.GITLINK, commit.getBytes(UTF_8)));
            return this;
        }
    }
}
