package treewarden.forge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that a pull request changes.
 *
 * @param path from the root of the repository, as the contributor named it: untrusted text
 * @param previousPath what it was called before, where it was renamed or copied
 * @param blobSha git object name of its content at the head; of the content that was removed, where it was removed
 * @param shown the lines on which comments can stand; none where the code host does not show the difference
 */
public record ChangedFile(
        String path, @Nullable String previousPath, FileStatus status, String blobSha, List<Lines> shown) {
    public ChangedFile {
        shown = List.copyOf(shown);
    }

    /** A file of which no line is shown. */
    public ChangedFile(String path, @Nullable String previousPath, FileStatus status, String blobSha) {
        this(path, previousPath, status, blobSha, List.of());
    }

    /**
     * A file with the difference as the code host shows it.
     *
     * @param patch the hunks; null where the file is binary, or the difference too long to be shown
     */
    public static ChangedFile withPatch(
            String path, @Nullable String previousPath, FileStatus status, String blobSha, @Nullable String patch) {
        return new ChangedFile(path, previousPath, status, blobSha, patch == null ? List.of() : Lines.shownBy(patch));
    }
}
