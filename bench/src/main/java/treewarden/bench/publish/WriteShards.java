package treewarden.bench.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A folder that looks like a trained model's: shards of safetensors with pseudo-random bytes for weights, all of them written,
 * none of them a hole; and a short configuration.
 */
final class WriteShards {
    private static final int BUFFER = 8 << 20;

    private WriteShards() {}

    /** @param shard bytes of a shard; the last one has what is left */
    static void write(Path folder, long bytes, long shard) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"bench\"}\n");
        long count = (bytes + shard - 1) / shard;
        for (long i = 0; i < count; i++) {
            var name = "model-%05d-of-%05d.safetensors".formatted(i + 1, count);
            shard(folder.resolve(name), Math.min(shard, bytes - i * shard), i + 1);
        }
    }

    private static void shard(Path file, long bytes, long seed) throws IOException {
        var buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var header = "{}      ".getBytes(StandardCharsets.US_ASCII);
            long random = seed * 0x9e3779b97f4a7c15L;
            for (long left = bytes; left > 0; left -= buffer.limit()) {
                buffer.clear().limit((int) Math.min(BUFFER, left));
                while (buffer.remaining() >= Long.BYTES) {
                    // xorshift64: what it draws need only be without pattern.
                    random ^= random << 13;
                    random ^= random >>> 7;
                    random ^= random << 17;
                    buffer.putLong(random);
                }
                buffer.position(buffer.limit());
                if (left == bytes) {
                    buffer.putLong(0, header.length).put(Long.BYTES, header);
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
            // Else the disk is still at it while others are measured.
            out.force(false);
        }
    }
}
