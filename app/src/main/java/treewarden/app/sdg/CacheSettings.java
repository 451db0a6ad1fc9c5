package treewarden.app.sdg;

import java.nio.file.Path;

/**
 * Where answers, finished leaves and documents are kept.
 *
 * @param bytes that answers may take, and as much again finished leaves; documents have a bound of their own
 */
public record CacheSettings(Path folder, long bytes) {
    /** 8 GiB: some millions of answers. */
    public static final long USUAL_BYTES = 8L << 30;

    Path requests() {
        return folder.resolve("requests");
    }

    Path leaves() {
        return folder.resolve("leaves");
    }

    Path documents() {
        return folder.resolve("documents");
    }
}
