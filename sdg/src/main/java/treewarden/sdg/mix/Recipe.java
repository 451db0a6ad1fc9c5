package treewarden.sdg.mix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What goes into a mix: the YAML file of the reference, {@code datasets} with {@code path} and {@code sampling_size}, and
 * {@code metadata.sys_prompt}.
 */
record Recipe(List<DataSet> datasets, String systemPrompt) {
    /** Room for a hundred thousand data sets. */
    private static final int LONGEST = 16 << 20;

    private static final int DEEPEST = 10;

    Recipe {
        datasets = List.copyOf(datasets);
    }

    /** @param otherwise the system prompt where the file names none */
    static Recipe read(Path file, String otherwise, MixLimits limits) {
        var root = mapping(file);
        if (!(root.get("datasets") instanceof List<?> entries)) {
            throw MixException.input(
                    file + ": write a list \"datasets\" with a path and a sampling_size in each entry");
        }
        if (entries.size() > limits.entries()) {
            throw MixException.input(file + ": a recipe has at most " + limits.entries() + " data sets");
        }
        var datasets = new ArrayList<DataSet>();
        for (int i = 0; i < entries.size(); i++) {
            datasets.add(entry(file, i, entries.get(i)));
        }
        return new Recipe(
                datasets,
                root.get("metadata") instanceof Map<?, ?> metadata
                                && metadata.get("sys_prompt") instanceof String prompt
                        ? prompt
                        : otherwise);
    }

    /** The file's text. */
    String written() {
        var root = new LinkedHashMap<String, Object>();
        root.put("datasets", datasets.stream().map(Recipe::entry).toList());
        root.put("metadata", Map.of("sys_prompt", systemPrompt));
        return yaml(root);
    }

    /** YAML as the Python tools write it. */
    static String yaml(Object value) {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        options.setSplitLines(false);
        return new Yaml(options).dump(value);
    }

    private static Map<String, Object> entry(DataSet dataset) {
        var out = new LinkedHashMap<String, Object>();
        out.put("path", dataset.path());
        out.put("sampling_size", dataset.amount().written());
        return out;
    }

    private static DataSet entry(Path file, int index, Object entry) {
        var where = file + ", entry " + (index + 1) + " of datasets: ";
        if (!(entry instanceof Map<?, ?> map)
                || !(map.get("path") instanceof String path)
                || path.isBlank()
                || map.get("sampling_size") == null) {
            throw MixException.input(where + "write a path and a sampling_size");
        }
        try {
            if (Path.of(path).getFileName() == null) {
                throw new IllegalArgumentException("the path names no file");
            }
            return new DataSet(path, Amount.read(map.get("sampling_size")));
        } catch (IllegalArgumentException e) {
            throw MixException.input(where + e.getMessage());
        }
    }

    private static Map<?, ?> mapping(Path file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(LONGEST);
        try {
            if (new Yaml(new SafeConstructor(options)).load(text(file)) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw MixException.input(file + (mark == null ? "" : ":" + (mark.getLine() + 1)) + ": " + e.getProblem()
                    + "; mend the recipe");
        } catch (YAMLException e) {
            throw MixException.input(file + ": " + e.getMessage() + "; mend the recipe");
        }
        throw MixException.input(file + ": a recipe is a mapping with a list \"datasets\"");
    }

    private static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw MixException.input(file + ": a recipe has at most " + LONGEST + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw MixException.unreadable(file, e);
        }
    }
}
