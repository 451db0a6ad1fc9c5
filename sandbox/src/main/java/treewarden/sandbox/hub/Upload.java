package treewarden.sandbox.hub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * One object on its way in, in one part or in several. Its parts are written where they belong in one file, and hashed
 * as they come in as long as they come in order; memory is one buffer.
 */
final class Upload {
    private static final int BUFFER = 256 << 10;

    /** What is left of a part: its name for the completion, and its length. */
    private record Part(String etag, long length) {}

    private final String oid;
    private final long size;
    private final long chunkSize;
    private final Optional<Path> file;
    private final Instant expires;
    private final Map<Integer, Part> parts = new TreeMap<>();
    private MessageDigest digest = GitNames.digest("SHA-256");
    private int hashed;

    Upload(String oid, long size, long chunkSize, Optional<Path> file, Instant expires) {
        this.oid = oid;
        this.size = size;
        this.chunkSize = chunkSize;
        this.file = file;
        this.expires = expires;
    }

    String oid() {
        return oid;
    }

    long size() {
        return size;
    }

    /** Where it is written; empty where it is hashed alone. */
    Optional<Path> file() {
        return file;
    }

    int partCount() {
        return Math.toIntExact(Math.max(1, (size + chunkSize - 1) / chunkSize));
    }

    boolean isExpiredAt(Instant now) {
        return now.isAfter(expires);
    }

    /** Stores a part, from 1, and gives its ETag. Nothing counts of a part that breaks off. */
    synchronized String put(int number, InputStream in) throws IOException {
        if (number < 1 || number > partCount()) {
            throw HubError.of(404, "There is no such part");
        }
        long start = (number - 1) * chunkSize;
        long length = Math.min(chunkSize, size - start);
        var running = number == hashed + 1 ? copy(digest) : null;
        var crc = new CRC32C();
        try (var out = open(start)) {
            var buffer = new byte[BUFFER];
            long left = length;
            int read = in.read(buffer);
            while (read >= 0) {
                left -= read;
                if (left < 0) {
                    throw HubError.of(400, "The part is longer than it should be");
                }
                crc.update(buffer, 0, read);
                if (running != null) {
                    running.update(buffer, 0, read);
                }
                out.write(buffer, 0, read);
                read = in.read(buffer);
            }
            if (left > 0) {
                throw HubError.of(400, "The part is shorter than it should be");
            }
        }
        var part = new Part(Long.toHexString(crc.getValue()) + "-" + number, length);
        var before = parts.put(number, part);
        if (running != null) {
            digest = running;
            hashed = number;
        } else if (number <= hashed && !part.equals(before)) {
            // Something else than what was hashed: to be read again at the end.
            digest = GitNames.digest("SHA-256");
            hashed = 0;
        }
        return part.etag();
    }

    private OutputStream open(long start) throws IOException {
        if (file.isEmpty()) {
            return OutputStream.nullOutputStream();
        }
        var channel = FileChannel.open(file.get(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return Channels.newOutputStream(channel.position(start));
    }

    /** Whether these are the ETags of all its parts, and its content is what its name says. */
    synchronized void finish(Map<Integer, String> etags) {
        if (parts.size() != partCount() || etags.size() != parts.size()) {
            throw HubError.of(400, "One or more of the specified parts could not be found");
        }
        parts.forEach((number, part) -> {
            if (!part.etag().equals(etags.get(number))) {
                throw HubError.of(400, "The ETag of part " + number + " is another");
            }
        });
        checkContent();
    }

    /** Whether its content is what its name says; for an object of one part. */
    synchronized void checkContent() {
        var found =
                HexFormat.of().formatHex(hashed == partCount() ? copy(digest).digest() : hashFile());
        if (!found.equals(oid)) {
            throw HubError.of(400, "The content's SHA-256 is " + found);
        }
    }

    private byte[] hashFile() {
        var anew = GitNames.digest("SHA-256");
        if (file.isEmpty()) {
            throw HubError.of(400, "This Hub keeps no content, so that parts must come in their order");
        }
        try (var in = Files.newInputStream(file.get())) {
            var buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                anew.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return anew.digest();
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 of this Java cannot be copied", e);
        }
    }
}
