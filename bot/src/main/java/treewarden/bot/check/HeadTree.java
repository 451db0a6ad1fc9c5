package treewarden.bot.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import treewarden.domain.Finding;
import treewarden.forge.ChangedFile;
import treewarden.forge.Tree;
import treewarden.forge.TreeEntry;
import treewarden.taxonomy.LeafPaths;

/** The tree of a head commit: what is really there, of which kind, and beside what. */
final class HeadTree {
    private static final Pattern TEMPLATE =
            Pattern.compile("(\\.github/|docs/)?pull_request_template(\\.md|\\.txt)?", Pattern.CASE_INSENSITIVE);

    private final Tree tree;
    private final Map<String, TreeEntry> byPath = new HashMap<>();

    HeadTree(Tree tree) {
        this.tree = tree;
        tree.entries().forEach(entry -> byPath.put(entry.path(), entry));
    }

    /** Git object name of the root. */
    String sha() {
        return tree.sha();
    }

    Optional<TreeEntry> entry(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** The template for descriptions of pull requests, where the code host looks for it. */
    Optional<TreeEntry> template() {
        return tree.entries().stream()
                .filter(TreeEntry::isPlainFile)
                .filter(entry -> TEMPLATE.matcher(entry.path()).matches())
                .findFirst();
    }

    /** Whether entries are missing, so that nothing follows from what is not there. */
    boolean isCut() {
        return tree.cut();
    }

    /** Those of these paths that some machines take for another path of the tree, with what is to be said of it. */
    Map<String, Finding> collisions(Collection<String> paths) {
        var all = new LinkedHashSet<>(byPath.keySet());
        all.removeAll(paths);
        all.addAll(paths);
        var found = new HashMap<String, Finding>();
        LeafPaths.collisions(all).stream()
                .filter(finding -> paths.contains(finding.path()))
                .forEach(finding -> found.putIfAbsent(finding.path(), finding));
        return found;
    }

    /** Throws {@link HeadMoved} where the list of changed leaves is of another commit. */
    void requireSame(ChangedLeaves changed) {
        for (var file : changed.present()) {
            if (!isAsListed(file)) {
                throw HeadMoved.at(file.path());
            }
        }
        for (var path : changed.removed()) {
            if (byPath.containsKey(path)) {
                throw HeadMoved.at(path);
            }
        }
    }

    private boolean isAsListed(ChangedFile file) {
        var entry = byPath.get(file.path());
        return entry == null ? isCut() : entry.sha().equals(file.blobSha());
    }

    /** What a reader has to know of the limits that were met. */
    List<String> notes() {
        return isCut()
                ? List.of(
                        "The repository has more files than the code host lists at once. Whether attribution.txt stands "
                                + "beside a leaf could not be seen for all of them.")
                : List.of();
    }
}
