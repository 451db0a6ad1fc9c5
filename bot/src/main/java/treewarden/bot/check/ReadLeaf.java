package treewarden.bot.check;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Digest;
import treewarden.domain.Finding;
import treewarden.domain.LeafKind;
import treewarden.domain.StoredLeaf;
import treewarden.taxonomy.LeafPaths;

/**
 * A changed leaf as it was read at the head commit and checked.
 *
 * @param digest of its bytes, which are stored under it; null where there are none for the teacher
 * @param bytes how many they are
 * @param kind by its content, or where that could not be understood by its place; null where neither tells
 */
record ReadLeaf(
        CheckedLeaf checked,
        @Nullable Digest digest,
        long bytes,
        @Nullable LeafKind kind) {
    static ReadLeaf of(CheckedLeaf checked, BlobReader.Blob blob) {
        var leaf = checked.leaf();
        var kind = leaf == null ? kindByPlace(checked.path()) : leaf.kind();
        return new ReadLeaf(checked, blob.digest(), blob.bytes().length, kind);
    }

    /** A leaf that was refused before it was read. */
    static ReadLeaf unread(CheckedLeaf checked) {
        return new ReadLeaf(checked, null, 0, kindByPlace(checked.path()));
    }

    /** The same with its findings alone. */
    ReadLeaf withoutText() {
        return new ReadLeaf(
                new CheckedLeaf(checked.path(), checked.version(), checked.findings(), null), digest, bytes, kind);
    }

    /** The same with another finding, an error. */
    ReadLeaf with(Finding error) {
        var findings =
                Stream.concat(checked.findings().stream(), Stream.of(error)).toList();
        return new ReadLeaf(
                new CheckedLeaf(checked.path(), checked.version(), findings, null, checked.credit()),
                digest,
                bytes,
                kind);
    }

    /** The same, of which no sample is wanted. */
    ReadLeaf notForTheTeacher() {
        return new ReadLeaf(checked, null, bytes, kind);
    }

    String path() {
        return checked.path();
    }

    /** The leaf's folder. */
    String folder() {
        return LeafPaths.folder(path());
    }

    /** Where its bytes are stored; empty where there are none for the teacher. */
    Optional<StoredLeaf> stored() {
        return Optional.ofNullable(digest).map(bytesAt -> new StoredLeaf(path(), bytesAt));
    }

    boolean canBeSampled() {
        return digest != null && checked.errors() == 0;
    }

    private static @Nullable LeafKind kindByPlace(String path) {
        if (path.startsWith("knowledge/")) {
            return LeafKind.KNOWLEDGE;
        }
        return path.startsWith("compositional_skills/") ? LeafKind.FREEFORM_SKILL : null;
    }
}
