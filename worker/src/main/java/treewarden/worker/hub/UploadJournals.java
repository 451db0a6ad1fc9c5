package treewarden.worker.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;

/** The notes on uploads that were begun. They hold addresses that anybody may write to, so those of no use do not stay. */
public final class UploadJournals {
    static final String ENDING = ".upload";

    private UploadJournals() {}

    /** Deletes those of a folder of which no part was sent since then. The upload of such a file begins anew. */
    public static void deleteOlder(Path folder, Instant than) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(than)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder + " cannot be tidied up (" + e.getMessage() + "); let Treewarden write there", e);
        }
    }
}
