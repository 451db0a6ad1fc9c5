package treewarden.bot.check;

import java.util.List;
import treewarden.forge.ChangedFile;
import treewarden.forge.ChangedFiles;
import treewarden.forge.FileStatus;
import treewarden.taxonomy.LeafPaths;
import treewarden.taxonomy.Validator;

/**
 * Which leaves a pull request touches, by its list of files.
 *
 * @param present files of leaves that it adds or changes, and what would be a leaf under a better name
 * @param removed paths of those that it takes away
 * @param attributed folders in which it touches {@code attribution.txt}, on which the verdict of a leaf depends too
 * @param cut whether there are more files than could be seen
 */
record ChangedLeaves(List<ChangedFile> present, List<String> removed, List<String> attributed, boolean cut) {
    static final String ATTRIBUTION = "attribution.txt";

    static ChangedLeaves of(ChangedFiles changed) {
        return new ChangedLeaves(
                changed.files().stream()
                        .filter(file -> file.status() != FileStatus.REMOVED && isToBeChecked(file.path()))
                        .toList(),
                changed.files().stream()
                        .filter(file -> file.status() == FileStatus.REMOVED && LeafPaths.isLeaf(file.path()))
                        .map(ChangedFile::path)
                        .toList(),
                changed.files().stream()
                        .map(ChangedFile::path)
                        .filter(path -> path.endsWith("/" + ATTRIBUTION))
                        .map(ChangedLeaves::folder)
                        .toList(),
                changed.cut());
    }

    boolean isEmpty() {
        return present.isEmpty() && removed.isEmpty() && attributed.isEmpty();
    }

    /** The folder that a path is in, as it stands. */
    static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    /** A leaf, or a file whose path is refused and that is meant as one by its name or by where it is. */
    private static boolean isToBeChecked(String path) {
        if (LeafPaths.isLeaf(path)) {
            return true;
        }
        var isMeantAsLeaf = path.endsWith(Validator.FILE_NAME)
                || path.startsWith("knowledge/")
                || path.startsWith("compositional_skills/");
        return isMeantAsLeaf && LeafPaths.refuse(path).isPresent();
    }
}
