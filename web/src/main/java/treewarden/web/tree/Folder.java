package treewarden.web.tree;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import treewarden.web.view.Tree;

/** A folder of the taxonomy while it is counted. */
final class Folder {
    final String path;
    /** Contributions with a leaf in this very folder, and whether they were sampled. */
    final Map<Integer, Boolean> open = new TreeMap<>();

    boolean isLeaf;
    private final Map<String, Folder> children = new TreeMap<>();

    Folder(String path) {
        this.path = path;
    }

    /** The folder at a path from here, made where it is not there. */
    Folder at(String path) {
        var folder = this;
        for (var name : path.split("/")) {
            if (!name.isEmpty()) {
                var parent = folder;
                folder = parent.children.computeIfAbsent(
                        name, each -> new Folder(parent.path.isEmpty() ? each : parent.path + "/" + each));
            }
        }
        return folder;
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
        // A contribution to many leaves is one.
        var contributions = new TreeMap<Integer, Boolean>();
        all().forEach(each ->
                each.open.forEach((number, sampled) -> contributions.merge(number, sampled, Boolean::logicalOr)));
        return new Tree.Numbers((int) all().filter(each -> each.isLeaf).count(), contributions.size(), (int)
                contributions.values().stream().filter(sampled -> sampled).count());
    }
}
