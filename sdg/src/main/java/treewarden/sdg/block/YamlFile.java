package treewarden.sdg.block;

import java.util.Map;
import java.util.OptionalInt;

/**
 * What a YAML file holds.
 *
 * @param name how messages call it
 * @param root its mapping, without the keys that have no value
 * @param lines from 1, by the path of what stands there: {@code blocks.0.config.config_path}
 */
public record YamlFile(String name, Map<String, Object> root, Map<String, Integer> lines) {
    /** The line of what is at this path, or of what is around it. */
    public OptionalInt line(String path) {
        var here = path;
        while (!here.isEmpty()) {
            var line = lines.get(here);
            if (line != null) {
                return OptionalInt.of(line);
            }
            here = here.contains(".") ? here.substring(0, here.lastIndexOf('.')) : "";
        }
        return OptionalInt.empty();
    }
}
