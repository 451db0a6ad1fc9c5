package treewarden.sdg.document.fetch;

import java.time.Duration;

/**
 * How much one fetch may take.
 *
 * @param received bytes that a server may send in one fetch
 * @param objects that it may send: commits, trees and blobs
 * @param treeEntries entries of trees that are looked at
 * @param treeDepth how deep folders may lie
 * @param files that a leaf's patterns may match
 * @param fileBytes of one file; larger ones are refused by name
 * @param totalBytes of all files of one leaf, which are in memory together
 * @param time for one fetch from the first look at the address to the last byte
 */
public record FetchLimits(
        long received,
        int objects,
        int treeEntries,
        int treeDepth,
        int files,
        long fileBytes,
        long totalBytes,
        Duration time) {
    private static final long MEBIBYTE = 1024 * 1024;

    public static final FetchLimits DEFAULT = new FetchLimits(
            256 * MEBIBYTE, 300_000, 300_000, 50, 500, 32 * MEBIBYTE, 96 * MEBIBYTE, Duration.ofMinutes(2));

    public FetchLimits {
        if (received < 1
                || objects < 1
                || treeEntries < 1
                || treeDepth < 1
                || files < 1
                || fileBytes < 1
                || fileBytes > 1024 * MEBIBYTE
                || totalBytes < 1
                || time.isNegative()
                || time.isZero()) {
            throw new IllegalArgumentException("each limit of a fetch is more than nothing, and a file at most 1 GiB");
        }
    }

    /**
     * The largest object that is let onto the disk, in bytes: files that nobody asked for come along where a server
     * cannot leave them out, and GitHub takes none of more than 100 MiB.
     */
    long largestObject() {
        return Math.max(fileBytes, 100 * MEBIBYTE);
    }

    /** A size for people. */
    static String words(long bytes) {
        if (bytes < 1024) {
            return bytes + " bytes";
        }
        return bytes < MEBIBYTE ? bytes / 1024 + " KiB" : bytes / MEBIBYTE + " MiB";
    }
}
