package treewarden.forge;

import java.util.List;

/**
 * All that a commit holds.
 *
 * @param sha git object name of the root tree: the same for two commits with the same content
 * @param cut whether the code host left entries out (GitHub lists about 100,000, and 7 MB, at most)
 */
public record Tree(String sha, List<TreeEntry> entries, boolean cut) {
    public Tree {
        entries = List.copyOf(entries);
    }
}
