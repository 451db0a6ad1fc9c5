package treewarden.sandbox.hub;

import java.nio.charset.StandardCharsets;

/** A file of a commit. */
public sealed interface HubFile {

    /** Its length in bytes: of the object, where it is a large one. */
    long size();

    /** The name git gives it: of the pointer, where it is a large one. */
    String gitName();

    /** Content that git holds itself. */
    final class Regular implements HubFile {
        private final byte[] content;
        private final String gitName;

        Regular(byte[] content) {
            this.content = content.clone();
            this.gitName = GitNames.blob(content);
        }

        public byte[] content() {
            return content.clone();
        }

        @Override
        public long size() {
            return content.length;
        }

        @Override
        public String gitName() {
            return gitName;
        }
    }

    /**
     * Content in the large file storage.
     *
     * @param oid its SHA-256
     */
    record Lfs(String oid, long size) implements HubFile {

        /** What git holds in its place. */
        byte[] pointer() {
            return ("version https://git-lfs.github.com/spec/v1\noid sha256:" + oid + "\nsize " + size + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String gitName() {
            return GitNames.blob(pointer());
        }
    }
}
