package treewarden.worker.hub;

/**
 * A file of a commit on the Hub.
 *
 * @param name its SHA-256 where it is in large file storage, else the name git gives it
 */
public record RemoteFile(String path, long size, Storage storage, String name) {
    /** Where it is kept. */
    public enum Storage {
        GIT,
        LFS
    }

    boolean isLfs() {
        return storage == Storage.LFS;
    }
}
