package treewarden.sdg.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import treewarden.domain.Printable;
import treewarden.sdg.block.BlockConfig;
import treewarden.sdg.block.BlockTypes;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.block.Problems;
import treewarden.sdg.block.TextFile;
import treewarden.sdg.block.Yamls;

/**
 * Reads a pipeline file of format 1.0, and with it the prompts that it names. What is ours beyond the format stands
 * under the key {@code treewarden} of a block: {@code words} for the funnel, {@code judge} for a block that scores.
 */
final class ReadPipeline {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
    private static final Set<String> BLOCK_KEYS =
            Set.of("name", "type", "config", "drop_columns", "drop_duplicates", "treewarden");

    private final TextFile file;
    private final Problems problems;
    private final Set<String> names = new HashSet<>();

    private ReadPipeline(TextFile file) {
        this.file = file;
        this.problems = new Problems(file.name());
    }

    /**
     * The pipeline, checked against the columns that its seeds have and those that it has to end with.
     *
     * @throws PipelineException with everything that is wrong
     */
    static Pipeline read(String name, TextFile file, Set<String> seedColumns, Set<String> needed) {
        var reading = new ReadPipeline(file);
        var pipeline = new Pipeline(name, reading.steps(Yamls.mapping(file)));
        reading.refuseIfWrong();
        var columns = pipeline.columns(seedColumns, reading.problems);
        for (var column : needed) {
            if (!columns.contains(column)) {
                reading.problems.add("no block makes the column " + column + ", which the rows must end with");
            }
        }
        reading.refuseIfWrong();
        return pipeline;
    }

    private void refuseIfWrong() {
        if (!problems.all().isEmpty()) {
            throw new PipelineException(problems.all());
        }
    }

    private List<Pipeline.Placed> steps(Map<String, Object> root) {
        var version = VERSION.matcher(String.valueOf(root.get("version")));
        if (!version.matches() || Integer.parseInt(version.group(1)) != 1) {
            problems.add("the version is " + root.get("version") + "; this reads version \"1.0\" of the format");
        }
        var steps = new ArrayList<Pipeline.Placed>();
        for (var block : root.get("blocks") instanceof List<?> list ? list : List.of()) {
            if (block instanceof Map<?, ?> map) {
                place(map, steps);
            } else {
                problems.add("block " + (steps.size() + 1) + " is no mapping");
            }
        }
        if (steps.isEmpty() && problems.all().isEmpty()) {
            problems.add("there are no blocks");
        }
        return steps;
    }

    private void place(Map<?, ?> block, List<Pipeline.Placed> steps) {
        var name = block.get("name") instanceof String text ? text : "number " + (names.size() + 1);
        var here = problems.of(name);
        if (!names.add(name)) {
            here.add("there are two blocks of this name");
        }
        block.keySet().stream()
                .filter(key -> !BLOCK_KEYS.contains(String.valueOf(key)))
                .forEach(key -> here.add("the key " + key + " is unknown; known are name, type, config, drop_columns,"
                        + " drop_duplicates, treewarden"));
        var ours = new HashMap<Object, Object>(block.get("treewarden") instanceof Map<?, ?> map ? map : Map.of());
        var words = ours.remove("words");
        var settings = new HashMap<Object, Object>(block.get("config") instanceof Map<?, ?> map ? map : Map.of());
        if (!ours.isEmpty()) {
            settings.put("treewarden", ours);
        }
        var type = String.valueOf(block.get("type"));
        BlockTypes.read(type, new BlockConfig(file, name, settings, here))
                .ifPresentOrElse(
                        read -> steps.add(new Pipeline.Placed(
                                read,
                                texts(block, "drop_columns"),
                                texts(block, "drop_duplicates"),
                                words == null ? null : String.valueOf(words))),
                        () -> here.add("the block type " + Printable.quoted(type) + " is unknown; known are "
                                + String.join(", ", BlockTypes.names())));
    }

    private static List<String> texts(Map<?, ?> block, String key) {
        return block.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
