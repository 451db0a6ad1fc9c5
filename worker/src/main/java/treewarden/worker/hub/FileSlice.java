package treewarden.worker.hub;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** A piece of a file as a request's body, read as it is sent: memory is one buffer, whatever the file's length. */
final class FileSlice extends RequestBody {
    private static final int BUFFER = 256 << 10;

    private final Path file;
    private final long offset;
    private final long length;

    FileSlice(Path file, long offset, long length) {
        this.file = file;
        this.offset = offset;
        this.length = length;
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
        var buffer = new byte[(int) Math.max(1, Math.min(BUFFER, length))];
        try (var in = FileChannel.open(file)) {
            long sent = 0;
            while (sent < length) {
                var bytes = ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, length - sent));
                int read = in.read(bytes, offset + sent);
                if (read < 0) {
                    throw new EOFException("the file is shorter than when it was hashed");
                }
                sink.write(buffer, 0, read);
                sent += read;
            }
        }
    }
}
