package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.List;

/** Asks the teacher with a prompt that the value of a column chooses. */
final class ConditionalLlmBlock {
    private ConditionalLlmBlock() {}

    static Block read(BlockConfig config) {
        var value = config.value("config_paths");
        var pathsAndValues = new ArrayList<List<String>>();
        for (var each : value instanceof List<?> list ? list : List.of()) {
            if (each instanceof List<?> pair && pair.size() == 2) {
                pathsAndValues.add(List.of(String.valueOf(pair.get(0)), String.valueOf(pair.get(1))));
            }
        }
        if (!(value instanceof List<?> list) || list.isEmpty() || pathsAndValues.size() != list.size()) {
            config.wants("config_paths", "a list of pairs, each a path and the value that chooses it");
        }
        return LlmBlock.read(config, Prompts.several(config, config.text("selector_column_name"), pathsAndValues));
    }
}
