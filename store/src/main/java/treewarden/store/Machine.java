package treewarden.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The machine that a worker runs on.
 *
 * @param accelerator what it can train on, in words: {@code 2 x NVIDIA H100}; null where there is none that we know of
 */
record Machine(String host, @Nullable String accelerator) {
    private static final Path NVIDIA = Path.of("/proc/driver/nvidia/gpus");

    static Machine thisOne() {
        return new Machine(hostName(), accelerators(NVIDIA));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "a machine without a name";
        }
    }

    /** Reads what the driver says of each device: {@code information} in a folder of its own, with a line {@code Model:}. */
    static @Nullable String accelerators(Path folder) {
        var models = new LinkedHashMap<String, Integer>();
        try (var devices = Files.newDirectoryStream(folder)) {
            for (var device : devices) {
                for (var model : models(device.resolve("information"))) {
                    models.merge(model, 1, Integer::sum);
                }
            }
        } catch (IOException e) {
            return null; // no driver, no device
        }
        return models.isEmpty()
                ? null
                : models.entrySet().stream()
                        .map(each -> (each.getValue() > 1 ? each.getValue() + " x " : "") + each.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static List<String> models(Path information) throws IOException {
        var models = new ArrayList<String>();
        for (var line : Files.readAllLines(information, StandardCharsets.UTF_8)) {
            if (line.startsWith("Model:")) {
                models.add(line.substring("Model:".length()).strip());
            }
        }
        return models;
    }
}
