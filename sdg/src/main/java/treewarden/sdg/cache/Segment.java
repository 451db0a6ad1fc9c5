package treewarden.sdg.cache;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, each {@code length, CRC-32C of what follows, key, answer}.
 *
 * <p>Read by {@link RandomAccessFile} and not by a channel: a channel is closed for everybody when a thread that uses
 * it is interrupted, as threads of a cancelled run are.
 */
final class Segment {
    /** Length and checksum. */
    static final int HEAD = 2 * Integer.BYTES;

    static final int MOST_BYTES = 256 << 20;

    /** Most records are shorter than this, and are read in one go. */
    private static final int FIRST_READ = 4 << 10;

    interface Found {
        void record(Key key, long offset);
    }

    private final Path path;
    private @Nullable RandomAccessFile file;
    private boolean dropped;
    private volatile boolean hit;

    Segment(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    static byte[] record(Key key, byte[] answer) {
        var record = ByteBuffer.allocate(HEAD + Key.BYTES + answer.length);
        record.putInt(Key.BYTES + answer.length).putInt(0);
        key.write(record);
        record.put(answer);
        return record.putInt(Integer.BYTES, checksum(record.array(), HEAD, record.capacity() - HEAD))
                .array();
    }

    private static int checksum(byte[] bytes, int from, int length) {
        var crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }

    private static boolean canBe(int length) {
        return length >= Key.BYTES && length <= MOST_BYTES;
    }

    /**
     * Tells of every whole record from this offset on. A record with a wrong checksum is skipped; what stands behind the
     * last whole one was torn by a crash, or is being written by another process.
     *
     * @return where the last whole record ends
     */
    long scan(long from, Found found) throws IOException {
        long at = from;
        long end = from;
        var body = new byte[FIRST_READ];
        try (var in = open(from)) {
            while (true) {
                int length = in.readInt();
                int checksum = in.readInt();
                if (!canBe(length)) {
                    return end;
                }
                if (body.length < length) {
                    // A length that is nonsense must not make us take memory for it.
                    if (length > Files.size(path) - at) {
                        return end;
                    }
                    body = new byte[length];
                }
                in.readFully(body, 0, length);
                if (checksum(body, 0, length) == checksum) {
                    found.record(Key.read(ByteBuffer.wrap(body)), at);
                    end = at + HEAD + length;
                }
                at += HEAD + length;
            }
        } catch (EOFException e) {
            return end;
        }
    }

    private DataInputStream open(long from) throws IOException {
        InputStream in = new FileInputStream(path.toFile());
        in.skipNBytes(from);
        return new DataInputStream(new BufferedInputStream(in, 1 << 18));
    }

    /** The record at this offset, from its key on; null where none is that is whole, or the file was dropped. */
    synchronized @Nullable ByteBuffer read(long offset) throws IOException {
        if (dropped) {
            return null;
        }
        if (file == null) {
            try {
                file = new RandomAccessFile(path.toFile(), "r");
            } catch (FileNotFoundException e) {
                // Another process dropped it to make room.
                dropped = true;
                return null;
            }
        }
        file.seek(offset);
        var bytes = new byte[FIRST_READ];
        int got = Math.max(0, file.read(bytes));
        var head = ByteBuffer.wrap(bytes);
        int length = got < HEAD ? 0 : head.getInt();
        if (!canBe(length) || length > file.length() - offset) {
            return null;
        }
        int checksum = head.getInt();
        if (got < HEAD + length) {
            var whole = new byte[HEAD + length];
            System.arraycopy(bytes, 0, whole, 0, got);
            file.readFully(whole, got, whole.length - got);
            bytes = whole;
        }
        hit = true;
        return checksum(bytes, HEAD, length) == checksum
                ? ByteBuffer.wrap(bytes, HEAD, length).slice()
                : null;
    }

    /** Whether it was read from since this was asked last. */
    boolean wasHit() {
        boolean was = hit;
        hit = false;
        return was;
    }

    synchronized void close() throws IOException {
        dropped = true;
        if (file != null) {
            file.close();
        }
    }
}
