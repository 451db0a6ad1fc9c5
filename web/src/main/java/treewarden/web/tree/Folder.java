package treewarden.web.tree;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ReleaseId;
import treewarden.web.view.Tree;

/** A folder of the taxonomy while it is counted. */
final class Folder {
    final String path;
    /** Contributions with a leaf in this very folder, and whether they were sampled. */
    final Map<Integer, Boolean> open = new TreeMap<>();

    boolean isLeaf;

    /** The release from which on each one held the leaf; null where the last one does not. */
    @Nullable
    ReleaseId since;

    private final Map<String, Folder> children = new TreeMap<>();

    Folder(String path) {
        this.path = path;
    }

    /** The folder at a path from here, made where it is not there. */
    Folder at(String path) {
        var folder = this;
        int from = 0;
        while (from < path.length()) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            if (end > from) {
                folder = folder.child(path.substring(from, end));
            }
            from = end + 1;
        }
        return folder;
    }

    private Folder child(String name) {
        var child = children.get(name);
        if (child == null) {
            child = new Folder(path.isEmpty() ? name : path + "/" + name);
            children.put(name, child);
        }
        return child;
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    List<Folder> children() {
        return List.copyOf(children.values());
    }

    /** This and all below it. */
    Stream<Folder> all() {
        return Stream.concat(Stream.of(this), children.values().stream().flatMap(Folder::all));
    }

    Tree.Numbers numbers() {
        var counted = new Counted();
        count(counted);
        int sampled = Collections.frequency(counted.contributions.values(), true);
        return new Tree.Numbers(counted.leaves, counted.contributions.size(), sampled, counted.released);
    }

    /** What is here and below, while it is counted. A contribution to many leaves is one. */
    private static final class Counted {
        private final Map<Integer, Boolean> contributions = new HashMap<>();
        private int leaves;
        private int released;
    }

    private void count(Counted counted) {
        open.forEach((number, isSampled) -> counted.contributions.merge(number, isSampled, Boolean::logicalOr));
        counted.leaves += isLeaf ? 1 : 0;
        counted.released += since == null ? 0 : 1;
        children.values().forEach(child -> child.count(counted));
    }
}
