package treewarden.sdg.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.sdg.block.BlockConfig;
import treewarden.sdg.block.BlockTypes;
import treewarden.sdg.block.PipelineException;
import treewarden.sdg.block.PipelineSource;
import treewarden.sdg.block.Problems;
import treewarden.sdg.block.SplitOutputBlock;
import treewarden.sdg.block.YamlFile;

/**
 * Reads a pipeline file of format 1.0, and with it the prompts that it names. What is ours beyond the format stands
 * under the key {@code treewarden}: of a block, {@code words} for the funnel and {@code judge} for one that scores; of
 * the file, {@code auxiliary_instructions}, a file with what else stands under {@code datamixing}.
 */
final class ReadPipeline {
    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");
    private static final Set<String> BLOCK_KEYS =
            Set.of("name", "type", "config", "drop_columns", "drop_duplicates", "treewarden");
    private static final Set<String> KEYS = Set.of("version", "blocks", "datamixing", "treewarden");
    private static final String AUXILIARY = "auxiliary_instructions";

    private final PipelineSource source;
    private final Problems problems;
    private final List<String> warnings = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private ReadPipeline(PipelineSource source) {
        this.source = source;
        this.problems = new Problems(source.name());
    }

    /**
     * The pipeline, checked against the columns that its seeds have and those that it has to end with.
     *
     * @throws PipelineException with everything that is wrong
     */
    static Pipeline read(String name, PipelineSource source, Set<String> seedColumns, Set<String> needed) {
        var reading = new ReadPipeline(source);
        var file = source.pipeline();
        var steps = reading.steps(file);
        var auxiliary = reading.auxiliary(file);
        reading.refuseIfWrong();
        var blocks = new Pipeline(name, steps);
        var columns = blocks.columns(seedColumns, reading.problems);
        if (columns.contains(SplitOutputBlock.OUTPUT) && needed.contains("question") && !columns.contains("question")) {
            steps.add(new Pipeline.Placed(new SplitOutputBlock(), List.of(), List.of(), null));
            columns = new Pipeline(name, steps).columns(seedColumns, new Problems(source.name()));
        }
        for (var column : needed) {
            if (!columns.contains(column)) {
                reading.problems.add("no block makes the column " + column + ", which the rows must end with");
            }
        }
        reading.refuseIfWrong();
        return new Pipeline(name, steps, new Pipeline.About(source.digest(), auxiliary, reading.warnings));
    }

    private void refuseIfWrong() {
        if (!problems.all().isEmpty()) {
            throw new PipelineException(problems.all());
        }
    }

    private void warn(String what) {
        warnings.add(source.name() + ": " + what);
    }

    private List<Pipeline.Placed> steps(YamlFile file) {
        checkVersion(file);
        file.root().keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> warn("the key " + Printable.plain(key) + " is not known and was left out of account"));
        var blocks = file.root().get("blocks") instanceof List<?> list ? list : List.of();
        var steps = new ArrayList<Pipeline.Placed>();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Map<?, ?> block) {
                place(file, i, block, steps);
            } else {
                problems.at(file.line("blocks." + i)).add("block " + (i + 1) + " is no mapping");
            }
        }
        if (steps.isEmpty() && problems.all().isEmpty()) {
            problems.add("there are no blocks");
        }
        return steps;
    }

    private void checkVersion(YamlFile file) {
        var written = file.root().get("version");
        var version = VERSION.matcher(String.valueOf(written));
        if (!version.matches() || Integer.parseInt(version.group(1)) > 1) {
            problems.at(file.line("version"))
                    .add("the version is " + (written == null ? "missing" : Printable.plain(String.valueOf(written)))
                            + "; this reads version \"1.0\" of the format");
        } else if (Integer.parseInt(version.group(2)) > 0) {
            warn("its version is " + version.group()
                    + ", newer than the 1.0 that this reads; what is new in it was left" + " out of account");
        }
    }

    private void place(YamlFile file, int number, Map<?, ?> block, List<Pipeline.Placed> steps) {
        var at = "blocks." + number;
        var name = unique(block.get("name") instanceof String text ? text : "number " + (number + 1));
        var here = problems.of(name, file.line(at));
        block.keySet().stream()
                .filter(key -> !BLOCK_KEYS.contains(String.valueOf(key)))
                .forEach(key -> here.at(file.line(at + "." + key))
                        .add("the key " + key + " is unknown; known are name, type, config, drop_columns,"
                                + " drop_duplicates, treewarden"));
        var ours = new HashMap<Object, Object>(block.get("treewarden") instanceof Map<?, ?> map ? map : Map.of());
        var words = ours.remove("words");
        var settings = new HashMap<Object, Object>(block.get("config") instanceof Map<?, ?> map ? map : Map.of());
        if (!ours.isEmpty()) {
            settings.put("treewarden", ours);
        }
        var type = String.valueOf(block.get("type"));
        var config = new BlockConfig(
                source,
                name,
                settings,
                here,
                path -> file.line(at + (path.startsWith("treewarden") ? "." : ".config.") + path));
        BlockTypes.read(type, config)
                .ifPresentOrElse(
                        read -> steps.add(new Pipeline.Placed(
                                read,
                                texts(block.get("drop_columns")),
                                texts(block.get("drop_duplicates")),
                                words == null ? null : String.valueOf(words))),
                        () -> here.at(file.line(at + ".type"))
                                .add("the block type " + Printable.quoted(type) + " is unknown; known are "
                                        + String.join(", ", BlockTypes.names())));
    }

    /** The funnel counts rows by the names of blocks, which the format allows to be given twice. */
    private String unique(String name) {
        var unique = name;
        for (int i = 2; !names.add(unique); i++) {
            unique = name + " (" + i + ")";
        }
        return unique;
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : value instanceof String text ? List.of(text) : List.of();
    }

    private Map<String, List<String>> auxiliary(YamlFile file) {
        var all = new LinkedHashMap<String, List<String>>();
        if (file.root().get("datamixing") instanceof Map<?, ?> mixing) {
            add(mixing.get(AUXILIARY), all);
        }
        if (file.root().get("treewarden") instanceof Map<?, ?> ours && ours.get(AUXILIARY) instanceof String path) {
            try {
                add(source.named(path).root().get(AUXILIARY), all);
            } catch (PipelineException e) {
                problems.at(file.line("treewarden." + AUXILIARY)).add(String.valueOf(e.getMessage()));
            }
        }
        all.forEach((kind, phrasings) -> {
            if (phrasings.isEmpty()) {
                problems.at(file.line("datamixing." + AUXILIARY + "." + kind))
                        .add("the auxiliary instructions for " + Printable.plain(kind) + " must be a list of texts");
            }
        });
        return all;
    }

    private static void add(@Nullable Object instructions, Map<String, List<String>> all) {
        if (instructions instanceof Map<?, ?> map) {
            map.forEach((kind, phrasings) -> all.put(String.valueOf(kind), texts(phrasings)));
        }
    }
}
