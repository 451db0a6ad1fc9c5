package treewarden.app.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;
import treewarden.app.command.CommandFailed;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.Finding;
import treewarden.domain.Leaf;
import treewarden.domain.Position;
import treewarden.domain.Printable;
import treewarden.domain.Severity;
import treewarden.sdg.data.LeafSource;
import treewarden.sdg.generate.InputLeaf;
import treewarden.taxonomy.Attribution;
import treewarden.taxonomy.LeafFile;
import treewarden.taxonomy.LeafFiles;
import treewarden.taxonomy.OtherLeaves;
import treewarden.taxonomy.Surroundings;
import treewarden.taxonomy.ValidationConfig;
import treewarden.taxonomy.Validator;

/**
 * Reads the leaves of a taxonomy as they stand in a folder, with uncommitted changes, and, where the folder is a clone,
 * the commit and the pull request that each comes from.
 */
public final class ReadTaxonomy {
    /** The base that every leaf differs from. */
    public static final String EMPTY = "empty";

    private final Path folder;
    private final Validator validator = Validator.of(ValidationConfig.defaults());
    private final LeafFiles files =
            new LeafFiles(ValidationConfig.defaults().limits().bytes());

    public ReadTaxonomy(Path folder) {
        this.folder = folder;
    }

    private record Read(byte[] bytes, @Nullable CheckedLeaf refusal) {}

    /**
     * The leaves that differ from a base.
     *
     * @param base a commit, branch or tag of the clone, or {@value #EMPTY} for all leaves
     * @throws CommandFailed where there is no taxonomy, or no such base
     */
    public TaxonomyFolder changedSince(String base) {
        if (!Files.isDirectory(folder)) {
            throw CommandFailed.usage(folder + " is not a folder; --taxonomy wants the root of a taxonomy");
        }
        try (var clone = TaxonomyClone.around(folder)) {
            if (clone == null && !base.equals(EMPTY)) {
                throw CommandFailed.usage(folder + " is in no git repository, so nothing can be told about " + base
                        + "; leave --base out");
            }
            var found = read();
            if (clone != null && !base.equals(EMPTY)) {
                var before = clone.leavesAt(base);
                found.entrySet().removeIf(leaf -> blob(leaf.getValue().bytes()).equals(before.get(leaf.getKey())));
            }
            return check(found, clone);
        } catch (IOException e) {
            throw CommandFailed.usage(folder + " cannot be read: " + e.getMessage());
        }
    }

    private Map<String, Read> read() {
        var read = new LinkedHashMap<String, Read>();
        for (var found : find()) {
            var path = folder.relativize(found.file()).toString().replace('\\', '/');
            try {
                read.put(path, new Read(files.read(found).bytes(), null));
            } catch (IOException e) {
                read.put(path, new Read(new byte[0], unreadable(path, String.valueOf(e.getMessage()))));
            }
        }
        return read;
    }

    private List<LeafFiles.Found> find() {
        try {
            return files.find(List.of(folder.toString()));
        } catch (LeafFiles.NoSuchPath e) {
            throw CommandFailed.usage(String.valueOf(e.getMessage()));
        }
    }

    private static CheckedLeaf unreadable(String path, String why) {
        var finding = new Finding(
                "yaml",
                Severity.ERROR,
                path,
                Position.START,
                "",
                "The file cannot be read: " + Printable.plain(why),
                "Look at its permissions, and that it is a regular file.",
                null);
        return new CheckedLeaf(path, 0, List.of(finding), null);
    }

    private TaxonomyFolder check(Map<String, Read> found, @Nullable TaxonomyClone clone) throws IOException {
        var leaves = new LinkedHashMap<String, Leaf>();
        var invalid = new ArrayList<CheckedLeaf>();
        found.forEach((path, read) -> {
            var refusal = read.refusal();
            var checked = refusal != null ? refusal : check(path, read.bytes());
            if (checked.leaf() == null || checked.errors() > 0) {
                invalid.add(checked);
            } else {
                leaves.put(path, checked.leaf());
            }
        });
        var sources = clone == null ? Map.<String, Introduced>of() : clone.introduced(leaves.keySet());
        var inputs = new ArrayList<InputLeaf>();
        leaves.forEach((path, leaf) -> {
            var bytes = found.get(path) == null ? new byte[0] : found.get(path).bytes();
            var source = sources.get(path);
            // What was changed since, and not committed, comes from no commit.
            var known = source != null && source.blob().equals(blob(bytes)) ? source : null;
            inputs.add(new InputLeaf(
                    leaf,
                    new LeafSource(
                            Digest.of(bytes),
                            known == null ? null : known.commit(),
                            known == null ? null : known.pullRequest())));
        });
        return new TaxonomyFolder(clone == null ? null : clone.head(), inputs, invalid);
    }

    private CheckedLeaf check(String path, byte[] bytes) {
        return validator.check(
                new LeafFile(path, bytes), new Surroundings(new Attribution.Unknown(), OtherLeaves.NONE));
    }

    private static ObjectId blob(byte[] bytes) {
        return new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, bytes);
    }

    /**
     * What brought a leaf to be as it is.
     *
     * @param pullRequest such as {@code #12}; null where the commit names none
     */
    record Introduced(
            ObjectId blob, CommitId commit, @Nullable String pullRequest) {}
}
