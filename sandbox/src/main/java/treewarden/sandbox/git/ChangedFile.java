package treewarden.sandbox.git;

import java.util.Optional;

/**
 * One file that differs between two commits.
 *
 * @param path the path after the change, or before it for a removed file
 * @param previousPath the path before a rename
 * @param sha the blob after the change, or before it for a removed file
 * @param patch the hunks as text; none for a binary file, a pure rename, or a patch that is too long
 */
public record ChangedFile(
        String path,
        Optional<String> previousPath,
        Status status,
        String sha,
        int additions,
        int deletions,
        Optional<String> patch) {

    /** How the file changed, in GitHub's words. */
    public enum Status {
        ADDED,
        REMOVED,
        MODIFIED,
        RENAMED,
        COPIED
    }
}
