package treewarden.app.generate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;
import treewarden.app.command.CommandFailed;
import treewarden.domain.CommitId;
import treewarden.domain.Printable;
import treewarden.taxonomy.Validator;

/** The git repository that a taxonomy's folder is in. Paths are from that folder. */
final class TaxonomyClone implements AutoCloseable {
    /** How GitHub writes the pull request into a merge, and into a squashed commit. */
    private static final Pattern PULL_REQUEST = Pattern.compile(
            "\\AMerge pull request (?<merged>#\\d{1,9}) |\\A[^\\n]*\\((?<squashed>#\\d{1,9})\\)\\s*(?:\\n|\\z)");

    private final Repository repository;
    private final String prefix;
    private final RevCommit head;

    private TaxonomyClone(Repository repository, String prefix, RevCommit head) {
        this.repository = repository;
        this.prefix = prefix;
        this.head = head;
    }

    /** The clone that the folder is in; null where it is in none, or in one without a commit. */
    static @Nullable TaxonomyClone around(Path folder) throws IOException {
        var builder =
                new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            return null;
        }
        var repository = builder.setMustExist(true).build();
        var head = repository.resolve(Constants.HEAD);
        if (repository.isBare() || head == null) {
            repository.close();
            return null;
        }
        var root = repository.getWorkTree().toPath().toRealPath();
        var below = root.relativize(folder.toRealPath()).toString().replace('\\', '/');
        try (var walk = new RevWalk(repository)) {
            return new TaxonomyClone(repository, below.isEmpty() ? "" : below + "/", walk.parseCommit(head));
        }
    }

    CommitId head() {
        return new CommitId(head.name());
    }

    /** The files of the leaves at a commit, branch or tag. */
    Map<String, ObjectId> leavesAt(String base) throws IOException {
        try (var walk = new RevWalk(repository);
                var trees = leaves()) {
            trees.addTree(walk.parseTree(resolve(base)));
            var found = new HashMap<String, ObjectId>();
            while (trees.next()) {
                if (isLeaf(trees)) {
                    found.put(path(trees), trees.getObjectId(0));
                }
            }
            return found;
        }
    }

    private ObjectId resolve(String base) throws IOException {
        try {
            var id = repository.resolve(base + "^{tree}");
            if (id != null) {
                return id;
            }
        } catch (RevisionSyntaxException e) {
            throw noSuchBase(base);
        }
        throw noSuchBase(base);
    }

    private CommandFailed noSuchBase(String base) {
        return CommandFailed.usage("the repository of the taxonomy knows no commit, branch or tag "
                + Printable.quoted(base) + "; fetch it, or name another --base, or empty for all leaves");
    }

    /** For each of these leaves the commit of the current branch that last changed it; not those from before a shallow clone's border. */
    Map<String, ReadTaxonomy.Introduced> introduced(Set<String> leaves) throws IOException {
        var found = new HashMap<String, ReadTaxonomy.Introduced>();
        var wanted = new HashSet<>(leaves);
        var border = repository.getObjectDatabase().getShallowCommits();
        try (var walk = new RevWalk(repository)) {
            walk.setFirstParent(true);
            walk.markStart(walk.parseCommit(head));
            for (var commit : walk) {
                if (wanted.isEmpty() || border.contains(commit)) {
                    break;
                }
                changed(walk, commit).forEach((path, blob) -> {
                    if (wanted.remove(path)) {
                        found.put(
                                path,
                                new ReadTaxonomy.Introduced(blob, new CommitId(commit.name()), pullRequest(commit)));
                    }
                });
            }
        }
        return found;
    }

    private Map<String, ObjectId> changed(RevWalk walk, RevCommit commit) throws IOException {
        try (var trees = leaves()) {
            if (commit.getParentCount() == 0) {
                trees.addTree(new EmptyTreeIterator());
            } else {
                RevTree before = walk.parseCommit(commit.getParent(0)).getTree();
                trees.addTree(before);
            }
            trees.addTree(commit.getTree());
            trees.setFilter(
                    prefix.isEmpty()
                            ? TreeFilter.ANY_DIFF
                            : AndTreeFilter.create(
                                    PathFilter.create(prefix.substring(0, prefix.length() - 1)), TreeFilter.ANY_DIFF));
            var changed = new HashMap<String, ObjectId>();
            while (trees.next()) {
                if (trees.getFileMode(1) != FileMode.MISSING && isLeaf(trees)) {
                    changed.put(path(trees), trees.getObjectId(1));
                }
            }
            return changed;
        }
    }

    private TreeWalk leaves() {
        var trees = new TreeWalk(repository);
        trees.setRecursive(true);
        return trees;
    }

    private boolean isLeaf(TreeWalk trees) {
        return trees.getNameString().equals(Validator.FILE_NAME)
                && trees.getPathString().startsWith(prefix);
    }

    private String path(TreeWalk trees) {
        return trees.getPathString().substring(prefix.length());
    }

    private static @Nullable String pullRequest(RevCommit commit) {
        var named = PULL_REQUEST.matcher(commit.getFullMessage());
        if (!named.find()) {
            return null;
        }
        var merged = named.group("merged");
        return merged == null ? named.group("squashed") : merged;
    }

    @Override
    public void close() {
        repository.close();
    }
}
