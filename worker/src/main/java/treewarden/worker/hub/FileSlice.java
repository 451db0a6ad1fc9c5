package treewarden.worker.hub;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** A piece of a file as a request's body, read as it is sent: memory is one buffer, whatever the file's length. */
final class FileSlice extends RequestBody {
    /** So short that what was read is still in the processor's cache when it is hashed and sent. */
    private static final int BUFFER = 128 << 10;

    /** What Okio keeps room for; given more at once, it allocates. */
    private static final int WRITE = 64 << 10;

    private final Path file;
    private final long offset;
    private final long length;
    private final @Nullable HashAsSent hash;

    /** @param hash takes its digest as it is sent; null where that is known to be right */
    FileSlice(Path file, long offset, long length, @Nullable HashAsSent hash) {
        this.file = file;
        this.offset = offset;
        this.length = length;
        this.hash = hash;
    }

    @Override
    public MediaType contentType() {
        return MediaType.get("application/octet-stream");
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        var piece = hash == null ? null : hash.begin();
        var buffer = new byte[(int) Math.max(1, Math.min(BUFFER, length))];
        try (var in = FileChannel.open(file)) {
            for (long sent = 0; sent < length; ) {
                var bytes = ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, length - sent));
                int read = in.read(bytes, offset + sent);
                if (read < 0) {
                    throw new EOFException("the file is shorter than when it was hashed");
                }
                if (piece != null) {
                    piece.add(buffer, read);
                }
                for (int start = 0; start < read; start += WRITE) {
                    sink.write(buffer, start, Math.min(WRITE, read - start));
                }
                sent += read;
            }
        }
        if (piece != null) {
            piece.done();
        }
    }

    /** Reads it without sending it: it has come already. */
    void read() throws IOException {
        try (var nowhere = Okio.buffer(Okio.blackhole())) {
            writeTo(nowhere);
        }
    }
}
