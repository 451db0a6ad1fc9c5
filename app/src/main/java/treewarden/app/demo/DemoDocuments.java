package treewarden.app.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * The document of the demo's knowledge leaf, in a repository on this machine that stands in for the one on the internet:
 * the same mirrors that an operator without internet has.
 */
final class DemoDocuments {
    /** Where the leaf says that it is. */
    static final String ADDRESS = "https://github.com/demo-community/documents";

    private static final String DOCUMENT = "horseshoe_crab.md";

    /** With the document as it is in the jar, this makes the commit that the leaf names. */
    private static final PersonIdent AUTHOR =
            new PersonIdent("Dr. Osei", "dr-osei@demo.example", Instant.parse("2026-01-05T09:00:00Z"), ZoneOffset.UTC);

    private DemoDocuments() {}

    /** The mirrors for the configuration; makes the repository below the folder. */
    static Map<String, Path> mirrors(Path folder) throws IOException {
        var bare = folder.resolve("documents.git");
        commit(bare);
        return Map.of(ADDRESS, bare);
    }

    /** Makes a bare repository with one commit, and returns the commit's id. */
    static String commit(Path bare) throws IOException {
        try (var repository = new FileRepository(bare.toFile())) {
            repository.create(true);
            try (var inserter = repository.newObjectInserter()) {
                var commit = new CommitBuilder();
                commit.setTreeId(tree(inserter));
                commit.setAuthor(AUTHOR);
                commit.setCommitter(AUTHOR);
                commit.setEncoding(StandardCharsets.UTF_8);
                commit.setMessage("The handbook's chapter\n");
                var id = inserter.insert(commit);
                inserter.flush();
                var update = repository.updateRef(Constants.R_HEADS + "main");
                update.setNewObjectId(id);
                update.update();
                return id.name();
            }
        }
    }

    private static ObjectId tree(ObjectInserter inserter) throws IOException {
        var index = DirCache.newInCore();
        var builder = index.builder();
        var entry = new DirCacheEntry(DOCUMENT);
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, DemoFiles.bytes("documents", DOCUMENT)));
        builder.add(entry);
        builder.finish();
        return index.writeTree(inserter);
    }
}
