package treewarden.app.release.ready;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import treewarden.app.release.ready.ModelSize.Known;
import treewarden.app.release.ready.ModelSize.Matrix;

/** Reads which weights a model has: the headers of its files, some kilobytes of many gigabytes. */
final class ReadSafetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = "config.json";
    private static final String ONE_FILE = "model.safetensors";
    private static final String INDEX = ONE_FILE + ".index.json";
    private static final String WEIGHT = ".weight";
    private static final int LENGTH = 8;

    /** As the safetensors library has it. */
    private static final long LARGEST_HEADER = 100_000_000;

    private final Path folder;
    private final String whose;

    /** Of the base model. */
    ReadSafetensors(Path folder) {
        this(folder, "the base model");
    }

    /** @param whose it is, for messages: {@code the base model} */
    ReadSafetensors(Path folder, String whose) {
        this.folder = folder;
        this.whose = whose;
    }

    /**
     * Makes sure that a file is as long as its header says.
     *
     * @throws IOException where it was not fetched to its end, or is broken
     */
    void requireWhole(String file) throws IOException {
        var header = header(file);
        long end = 0;
        for (var tensor : header.tensors()) {
            end = Math.max(end, tensor.path("data_offsets").path(1).asLong());
        }
        if (Files.size(folder.resolve(file)) < LENGTH + header.length() + end) {
            throw new IOException(file + " of " + whose + " is a part of what its header says");
        }
    }

    /** @throws IOException saying which file is missing or broken */
    Known size() throws IOException {
        int published = published();
        long parameters = 0;
        long bytes = 0;
        var matrices = new ArrayList<Matrix>();
        for (var file : files()) {
            bytes += Files.size(folder.resolve(file));
            var header = header(file).tensors().properties();
            for (var entry : header) {
                var shape = entry.getValue().path("shape");
                if (!shape.isArray()) {
                    continue;
                }
                parameters += count(shape);
                var name = entry.getKey();
                if (shape.size() == 2 && name.endsWith(WEIGHT)) {
                    matrices.add(new Matrix(
                            name.substring(0, name.length() - WEIGHT.length()),
                            shape.get(0).asLong(),
                            shape.get(1).asLong()));
                }
            }
        }
        return new Known(parameters, bytes, published, matrices);
    }

    private static long count(JsonNode shape) {
        long count = 1;
        for (var dimension : shape) {
            count *= dimension.asLong();
        }
        return count;
    }

    private Set<String> files() throws IOException {
        var files = new TreeSet<String>();
        if (Files.isRegularFile(folder.resolve(INDEX))) {
            json(INDEX, Files.readAllBytes(folder.resolve(INDEX)))
                    .path("weight_map")
                    .forEach(file -> files.add(file.asText()));
        } else {
            files.add(ONE_FILE);
        }
        for (var file : files) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw new IOException(whose + " has no " + file);
            }
        }
        return files;
    }

    private record Header(long length, JsonNode tensors) {}

    private Header header(String file) throws IOException {
        try (var channel = Files.newByteChannel(folder.resolve(file))) {
            var start = ByteBuffer.allocate(LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(start);
            long length = start.hasRemaining() ? 0 : start.getLong(0);
            if (length <= 0 || length > Math.min(LARGEST_HEADER, channel.size() - LENGTH)) {
                throw new IOException(file + " of " + whose + " is no safetensors file, or a part of one");
            }
            var header = ByteBuffer.allocate((int) length);
            while (header.hasRemaining() && channel.read(header) >= 0) {
                // A channel may give less than was asked for.
            }
            return new Header(length, json(file, header.array()));
        }
    }

    /** The trainer takes the type for float32 where nothing is said. */
    private int published() throws IOException {
        if (!Files.isRegularFile(folder.resolve(CONFIG))) {
            throw new IOException(whose + " has no " + CONFIG);
        }
        var config = json(CONFIG, Files.readAllBytes(folder.resolve(CONFIG)));
        var type = config.path("dtype").asText(config.path("torch_dtype").asText());
        return List.of("bfloat16", "float16").contains(type) ? Short.BYTES : Float.BYTES;
    }

    private JsonNode json(String file, byte[] text) throws IOException {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " of " + whose + " is broken: " + e.getOriginalMessage(), e);
        }
    }
}
