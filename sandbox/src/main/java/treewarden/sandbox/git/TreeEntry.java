package treewarden.sandbox.git;

/**
 * One entry of a tree.
 *
 * @param path the path from the root of the tree that was asked for
 * @param size bytes of a file or link, 0 for a folder or submodule
 */
public record TreeEntry(String path, Kind kind, String sha, long size) {

    /** The kinds of entry that git knows, with their mode and the word of GitHub's contents API. */
    public enum Kind {
        FILE("100644", "blob", "file"),
        EXECUTABLE("100755", "blob", "file"),
        LINK("120000", "blob", "symlink"),
        FOLDER("040000", "tree", "dir"),
        SUBMODULE("160000", "commit", "submodule");

        private final String mode;
        private final String objectType;
        private final String contentType;

        Kind(String mode, String objectType, String contentType) {
            this.mode = mode;
            this.objectType = objectType;
            this.contentType = contentType;
        }

        public String mode() {
            return mode;
        }

        public String objectType() {
            return objectType;
        }

        public String contentType() {
            return contentType;
        }
    }

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
