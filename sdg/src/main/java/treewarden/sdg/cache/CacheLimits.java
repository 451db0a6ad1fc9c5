package treewarden.sdg.cache;

/**
 * How large a {@link RequestLog} may get.
 *
 * @param bytes on the disk, in all; a typical answer takes about 1 kB
 * @param segmentBytes a file that has grown so large is not written to any more: what is dropped together
 */
public record CacheLimits(long bytes, long segmentBytes) {
    /** 8 GiB: some millions of answers. */
    public static final CacheLimits USUAL = CacheLimits.of(8L << 30);

    public CacheLimits {
        if (segmentBytes < 1 || segmentBytes > Integer.MAX_VALUE || bytes < 2 * segmentBytes) {
            throw new IllegalArgumentException(
                    "a cache needs room for two files at least, and no file may be larger than 2 GiB");
        }
    }

    /** So many bytes in all, in files of a suitable size. */
    public static CacheLimits of(long bytes) {
        return new CacheLimits(bytes, Math.max(1, Math.min(64 << 20, bytes / 16)));
    }
}
