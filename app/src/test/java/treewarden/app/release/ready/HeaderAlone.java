package treewarden.app.release.ready;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Models that say how large they are and have no weights: one of a billion weights takes a hundred bytes. */
final class HeaderAlone {
    private static final ObjectMapper JSON = new ObjectMapper();

    private HeaderAlone() {}

    /** In one file. */
    static void model(Path folder, String type, Map<String, List<Integer>> shapes) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("config.json"), "{\"dtype\": \"" + type + "\"}");
        file(folder.resolve("model.safetensors"), shapes);
    }

    static void file(Path file, Map<String, List<Integer>> shapes) throws IOException {
        var tensors = new TreeMap<String, Object>(Map.of("__metadata__", Map.of("format", "pt")));
        shapes.forEach((name, shape) -> tensors.put(name, Map.of("dtype", "BF16", "shape", shape)));
        var header = JSON.writeValueAsBytes(tensors);
        Files.write(
                file,
                ByteBuffer.allocate(Long.BYTES + header.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .array());
    }
}
