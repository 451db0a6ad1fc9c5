package treewarden.sdg.document.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import treewarden.domain.Printable;
import treewarden.sdg.document.fetch.DocumentsUnavailable.Kind;

/** Reads files that were found, as they lie in the repository: no filter, no change of line ends. */
final class ReadFiles {
    /** How a file of Git LFS begins that is not the file. */
    private static final byte[] POINTER =
            "version https://git-lfs.github.com/spec/v1".getBytes(StandardCharsets.US_ASCII);

    private static final int LARGEST_POINTER = 1024;

    private ReadFiles() {}

    /**
     * @param tooLarge those of the files that the server was not even asked to send in whole
     * @throws IOException where one is not there, or damaged
     */
    static Fetched of(
            MatchTree.Found found,
            Set<ObjectId> tooLarge,
            List<Refused> patterns,
            ObjectReader reader,
            FetchLimits limits,
            Patience patience)
            throws IOException {
        var files = new ArrayList<DocumentFile>();
        var refused = new ArrayList<>(patterns);
        refused.addAll(found.refused());
        long total = 0;
        for (Map.Entry<String, ObjectId> file : found.files().entrySet()) {
            patience.check();
            var path = file.getKey();
            var loader = tooLarge.contains(file.getValue()) ? null : reader.open(file.getValue(), Constants.OBJ_BLOB);
            if (loader == null || loader.getSize() > limits.fileBytes()) {
                refused.add(new Refused(
                        path,
                        "is larger than " + FetchLimits.words(limits.fileBytes())
                                + ", which is the largest file that is read: split it"));
                continue;
            }
            total += loader.getSize();
            if (total > limits.totalBytes()) {
                throw new DocumentsUnavailable(
                        Kind.TOO_LARGE,
                        "document.patterns: the files that they match are larger than "
                                + FetchLimits.words(limits.totalBytes())
                                + " together, which is all that one leaf may have; name fewer, or split the leaf");
            }
            var bytes = loader.getCachedBytes((int) limits.fileBytes());
            if (isPointer(bytes)) {
                refused.add(new Refused(
                        path, "is kept in Git LFS, which is not fetched from: commit the file itself, without LFS"));
            } else {
                files.add(DocumentFile.of(path, bytes));
            }
        }
        if (files.isEmpty()) {
            throw nothing(refused);
        }
        return new Fetched(files, refused);
    }

    private static boolean isPointer(byte[] bytes) {
        return bytes.length <= LARGEST_POINTER
                && bytes.length >= POINTER.length
                && Arrays.equals(bytes, 0, POINTER.length, POINTER, 0, POINTER.length);
    }

    /** Says why for the first few. */
    static DocumentsUnavailable nothing(List<Refused> refused) {
        var reasons = refused.stream()
                .limit(3)
                .map(one -> Printable.plain(one.path()) + " " + one.why())
                .toList();
        var more = refused.size() > 3 ? "; and " + (refused.size() - 3) + " more" : "";
        return new DocumentsUnavailable(
                Kind.NO_DOCUMENT,
                "document.patterns: they name no document that can be read"
                        + (reasons.isEmpty() ? "; write one such as docs/*.md" : ". " + String.join("; ", reasons))
                        + more);
    }
}
