package treewarden.sandbox.git;

import java.nio.charset.StandardCharsets;

/** What a commit does to one path. */
public sealed interface Change {

    /** An ordinary file with these bytes. */
    record Write(Bytes content) implements Change {}

    /** A symbolic link; the target is stored as it is given and need not exist. */
    record Link(String target) implements Change {}

    record Delete() implements Change {}

    /** Bytes that compare by content. */
    final class Bytes {
        private final byte[] value;

        private Bytes(byte[] value) {
            this.value = value;
        }

        public byte[] value() {
            return value.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && java.util.Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(value);
        }
    }

    static Change write(byte[] content) {
        return new Write(new Bytes(content.clone()));
    }

    static Change write(String content) {
        return write(content.getBytes(StandardCharsets.UTF_8));
    }

    static Change link(String target) {
        return new Link(target);
    }

    static Change delete() {
        return new Delete();
    }
}
