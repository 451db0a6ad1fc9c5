package treewarden.sdg.document;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a document may cost.
 *
 * @param heapMegabytes of the process that parses it
 * @param deadline for one document
 * @param largestFile bytes
 * @param longestText characters of text that are taken of one document
 * @param docling where PDFs, Word documents and images are read instead; null where there is none
 */
public record ReadSettings(
        int heapMegabytes,
        Duration deadline,
        int largestFile,
        int longestText,
        @Nullable DoclingServe docling) {
    /** 256 MiB, a minute, 64 MiB of file and 8 million characters, which are about 3,000 pages. */
    public static final ReadSettings USUAL = new ReadSettings(256, Duration.ofSeconds(60), 64 << 20, 8_000_000, null);

    public ReadSettings {
        if (heapMegabytes < 32 || deadline.isNegative() || deadline.isZero() || largestFile < 1 || longestText < 1) {
            throw new IllegalArgumentException(
                    "a document needs at least 32 MiB of heap, and some time, bytes and characters");
        }
    }

    public ReadSettings with(@Nullable DoclingServe other) {
        return new ReadSettings(heapMegabytes, deadline, largestFile, longestText, other);
    }

    public ReadSettings withDeadline(Duration other) {
        return new ReadSettings(heapMegabytes, other, largestFile, longestText, docling);
    }
}
