package treewarden.worker.hub;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file to be published, as it was when it was hashed.
 *
 * @param path in the repository, with slashes
 * @param sha256 of its content, in hexadecimal
 * @param gitName the name git gives its content; null where it is too long for git to hold it
 * @param hashed whether it has been read already
 */
public record LocalFile(
        String path,
        Path file,
        long size,
        String sha256,
        @Nullable String gitName,
        Hashed hashed) {

    /** When a file's digest is taken. */
    enum Hashed {
        /** It was, before anything was sent. */
        BEFORE,
        /** It is known from earlier; the file is held against it while it is sent. */
        AS_SENT
    }

    LocalFile(String path, Path file, long size, String sha256, @Nullable String gitName) {
        this(path, file, size, sha256, gitName, Hashed.BEFORE);
    }

    /** Whether that is what the Hub holds. */
    boolean is(RemoteFile there) {
        return there.size() == size
                && (there.isLfs() ? sha256.equals(there.name()) : there.name().equals(gitName));
    }
}
