package treewarden.bot.sweep;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import treewarden.bot.ForgeTrouble;
import treewarden.bot.Repositories;
import treewarden.bot.check.BlobReader;
import treewarden.bot.check.KnownLeaves;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.forge.RepositoryForge;
import treewarden.forge.TreeEntry;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.KnownExample;
import treewarden.taxonomy.LeafFile;
import treewarden.taxonomy.LeafPaths;
import treewarden.taxonomy.Surroundings;
import treewarden.taxonomy.Validator;

/**
 * Reads the leaves of the base branch, so that the examples of new ones can be compared with them. Only files that were
 * not read before are asked for, and what is read is kept at once: an interruption loses nothing.
 */
public final class SnapshotTaxonomy implements JobHandler<JobPayload.SnapshotTaxonomy> {
    private final Database database;
    private final Forge forge;
    private final Repositories repositories;
    private final Validator validator;
    private final KnownLeaves knownLeaves;

    public SnapshotTaxonomy(
            Database database, Forge forge, Repositories repositories, Validator validator, KnownLeaves knownLeaves) {
        this.database = database;
        this.forge = forge;
        this.repositories = repositories;
        this.validator = validator;
        this.knownLeaves = knownLeaves;
    }

    @Override
    public JobKind kind() {
        return JobKind.SNAPSHOT_TAXONOMY;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.SnapshotTaxonomy payload) {
        var repository = repositories.find(payload.repository());
        if (repository.isEmpty()) {
            return JobResult.done("the repository is not tended any more");
        }
        try {
            return read(context, payload.repository(), forge.in(repository.get()));
        } catch (ForgeException e) {
            return ForgeTrouble.result(e, context);
        } finally {
            knownLeaves.forget(payload.repository());
        }
    }

    private JobResult read(JobContext context, long repository, RepositoryForge in) {
        var tree = in.tree(in.head(in.defaultBranch()));
        var present = leaves(tree.entries());
        var known = database.read(tables -> tables.leafExamples().blobs(repository));
        int done = 0;
        for (var leaf : present.entrySet()) {
            context.progress(done++, present.size(), "leaves read");
            var blob = leaf.getValue().sha();
            if (!blob.equals(known.get(leaf.getKey()))) {
                var examples = examples(in, leaf.getValue());
                context.write(transaction -> {
                    if (examples.isEmpty()) {
                        transaction.leafExamples().remove(repository, leaf.getKey());
                    } else {
                        transaction.leafExamples().replace(repository, leaf.getKey(), blob, examples);
                    }
                });
            }
        }
        var gone = new HashSet<>(known.keySet());
        gone.removeAll(present.keySet());
        var removed = tree.cut() ? List.<String>of() : List.copyOf(gone);
        return new JobResult.Done(
                transaction ->
                        removed.forEach(path -> transaction.leafExamples().remove(repository, path)),
                present.size() + " leaves known");
    }

    /** The leaves' files by the leaves' folders. */
    private static Map<String, TreeEntry> leaves(List<TreeEntry> entries) {
        var leaves = new HashMap<String, TreeEntry>();
        entries.stream()
                .filter(entry -> entry.isPlainFile() && LeafPaths.isLeaf(entry.path()))
                .forEach(entry -> leaves.put(LeafPaths.folder(entry.path()), entry));
        return leaves;
    }

    /** None where the leaf cannot be read: then there is nothing to compare with. */
    private List<KnownExample> examples(RepositoryForge in, TreeEntry file) {
        if (file.size() > BlobReader.MOST_LEAF_BYTES) {
            return List.of();
        }
        var bytes = in.blob(file.sha(), BlobReader.MOST_LEAF_BYTES);
        var leaf = validator
                .check(new LeafFile(file.path(), bytes), Surroundings.UNKNOWN)
                .leaf();
        return leaf == null ? List.of() : KnownLeaves.examples(leaf);
    }
}
