package treewarden.forge;

import org.jspecify.annotations.Nullable;

/**
 * A file that a pull request changes.
 *
 * @param path from the root of the repository, as the contributor named it: untrusted text
 * @param previousPath what it was called before, where it was renamed or copied
 * @param blobSha git object name of its content at the head; of the content that was removed, where it was removed
 */
public record ChangedFile(String path, @Nullable String previousPath, FileStatus status, String blobSha) {}
