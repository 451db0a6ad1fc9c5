package treewarden.taxonomy;

/**
 * One file to check, as data.
 *
 * @param path as it was given or as it stands in the repository, with forward slashes; findings carry it
 * @param place where the file stands, for what depends on its folders: the absolute path of a file that was named
 *     relative to some folder, else the same as {@code path}
 */
public record LeafFile(String path, String place, byte[] bytes) {
    public LeafFile(String path, byte[] bytes) {
        this(path, path, bytes);
    }
}
