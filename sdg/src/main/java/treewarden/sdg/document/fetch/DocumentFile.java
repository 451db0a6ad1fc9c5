package treewarden.sdg.document.fetch;

import java.util.Arrays;
import treewarden.domain.Digest;

/**
 * A document as it lies in its repository: untrusted bytes.
 *
 * @param path in the repository, with forward slashes; a name only, never to be opened
 * @param digest of the bytes
 * @param bytes not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Equality is that of path and digest.
public record DocumentFile(String path, Digest digest, byte[] bytes) {
    static DocumentFile of(String path, byte[] bytes) {
        return new DocumentFile(path, Digest.of(bytes), bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DocumentFile file && path.equals(file.path) && digest.equals(file.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.asList(path, digest).hashCode();
    }

    @Override
    public String toString() {
        return path + " (" + bytes.length + " bytes, " + digest + ")";
    }
}
