package treewarden.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import treewarden.domain.Digest;

/**
 * A folder of files known by the SHA-256 of their bytes: {@code ab/cdef...}. A file appears with all its bytes or not at
 * all, whatever is killed when. Safe for use by many threads, and by many machines on one volume.
 */
public final class Artifacts {
    private static final String UNFINISHED = ".part";
    private final Path folder;
    private final int atMostBytes;

    private Artifacts(Path folder, int atMostBytes) {
        this.folder = folder;
        this.atMostBytes = atMostBytes;
    }

    /** In this folder, which is made if need be; each artifact has at most this many bytes. */
    public static Artifacts in(Path folder, int atMostBytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed("The folder of artifacts " + folder + " cannot be made", e);
        }
        return new Artifacts(folder, atMostBytes);
    }

    /** Stores the bytes, which survive a power cut once this returns. */
    public Digest put(byte[] bytes) {
        if (bytes.length > atMostBytes) {
            throw new IllegalArgumentException(
                    "an artifact has at most " + atMostBytes + " bytes, this one has " + bytes.length);
        }
        var digest = Digest.of(bytes);
        var file = file(digest);
        try {
            if (!isStored(file, bytes)) {
                write(folderOf(digest), file, bytes);
            }
            return digest;
        } catch (IOException e) {
            throw failed("The artifact " + digest + " cannot be stored", e);
        }
    }

    /** The bytes that were stored; throws {@link ArtifactMissing} or, when they are not those, {@link ArtifactDamaged}. */
    public byte[] get(Digest digest) {
        try (var in = Files.newInputStream(file(digest))) {
            var bytes = in.readNBytes(atMostBytes + 1);
            if (bytes.length > atMostBytes) {
                throw new ArtifactDamaged(digest, "has more than " + atMostBytes + " bytes");
            }
            if (!Digest.of(bytes).equals(digest)) {
                throw new ArtifactDamaged(digest, "does not have the bytes that were stored");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new ArtifactMissing(digest);
        } catch (IOException e) {
            throw failed("The artifact " + digest + " cannot be read", e);
        }
    }

    public boolean exists(Digest digest) {
        return Files.isRegularFile(file(digest));
    }

    /** Removes what processes left unfinished that were killed before this; how many files. */
    public int removeUnfinished(Instant before) {
        int removed = 0;
        try (var folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (var each : folders) {
                try (var files = Files.newDirectoryStream(each, "*" + UNFINISHED)) {
                    for (var file : files) {
                        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)
                                && Files.deleteIfExists(file)) {
                            removed++;
                        }
                    }
                }
            }
            return removed;
        } catch (IOException e) {
            throw failed("Unfinished artifacts cannot be removed", e);
        }
    }

    private Path folderOf(Digest digest) {
        return folder.resolve(digest.hex().substring(0, 2));
    }

    private Path file(Digest digest) {
        return folderOf(digest).resolve(digest.hex().substring(2));
    }

    /** Compared byte by byte, so that a damaged file is replaced when its content comes again. */
    private static boolean isStored(Path file, byte[] bytes) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == bytes.length
                && Arrays.equals(Files.readAllBytes(file), bytes);
    }

    private void write(Path parent, Path file, byte[] bytes) throws IOException {
        if (!Files.isDirectory(parent)) {
            Files.createDirectories(parent);
            sync(folder);
        }
        var unfinished = Files.createTempFile(parent, "", UNFINISHED);
        try {
            try (var channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                var rest = ByteBuffer.wrap(bytes);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        sync(parent);
    }

    /** A renamed file is there after a power cut only once its folder is synced too. */
    private static void sync(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static UncheckedIOException failed(String what, IOException e) {
        return new UncheckedIOException(what + ": " + e.getMessage(), e);
    }
}
