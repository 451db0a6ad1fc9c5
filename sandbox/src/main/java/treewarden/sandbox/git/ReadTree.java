package treewarden.sandbox.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Lists what is in a tree, with the size of each file. */
final class ReadTree {

    private final Repository repository;

    ReadTree(Repository repository) {
        this.repository = repository;
    }

    List<TreeEntry> entries(ObjectId tree, GitStore.Depth depth) throws IOException {
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(tree);
            var found = new ArrayList<TreeEntry>();
            while (walk.next()) {
                found.add(entry(walk));
                if (walk.isSubtree() && depth == GitStore.Depth.ALL) {
                    walk.enterSubtree();
                }
            }
            return List.copyOf(found);
        }
    }

    Optional<TreeEntry> entry(ObjectId tree, String path) throws IOException {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try (var walk = TreeWalk.forPath(repository, path, tree)) {
            return walk == null ? Optional.empty() : Optional.of(entry(walk));
        }
    }

    private static TreeEntry entry(TreeWalk walk) throws IOException {
        var kind = kind(walk.getFileMode(0));
        var id = walk.getObjectId(0);
        long size = switch (kind) {
            case FILE, EXECUTABLE, LINK -> walk.getObjectReader().getObjectSize(id, Constants.OBJ_BLOB);
            case FOLDER, SUBMODULE -> 0;
        };
        return new TreeEntry(walk.getPathString(), kind, id.name(), size);
    }

    private static TreeEntry.Kind kind(FileMode mode) {
        if (mode == FileMode.TREE) {
            return TreeEntry.Kind.FOLDER;
        } else if (mode == FileMode.SYMLINK) {
            return TreeEntry.Kind.LINK;
        } else if (mode == FileMode.GITLINK) {
            return TreeEntry.Kind.SUBMODULE;
        } else if (mode == FileMode.EXECUTABLE_FILE) {
            return TreeEntry.Kind.EXECUTABLE;
        }
        return TreeEntry.Kind.FILE;
    }
}
