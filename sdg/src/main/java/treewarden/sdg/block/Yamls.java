package treewarden.sdg.block;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the YAML of pipelines and prompts: plain data, within bounds. */
public final class Yamls {
    private static final int DEEPEST = 20;

    private Yamls() {}

    /** The mapping that the file holds; anything else is a {@link PipelineException}. */
    public static Map<String, Object> mapping(TextFile file) {
        return read(file.name(), file.text()).root();
    }

    /** @throws PipelineException where the text is no mapping, naming the file and the line */
    static YamlFile read(String name, String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(TextFile.LONGEST);
        var build = new Build(options);
        var lines = new HashMap<String, Integer>();
        Object root;
        try {
            var node = new Yaml(build).compose(new java.io.StringReader(text));
            root = node == null ? null : build.of(node);
            if (node != null) {
                note(node, "", lines);
            }
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new PipelineException(
                    name + (mark == null ? "" : ":" + (mark.getLine() + 1)) + ": " + e.getProblem());
        } catch (YAMLException e) {
            throw new PipelineException(name + ": " + e.getMessage());
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw new PipelineException(name + ": the file must hold a mapping");
        }
        return new YamlFile(name, texts(map), lines);
    }

    private static void note(Node node, String path, Map<String, Integer> lines) {
        if (!path.isEmpty()) {
            lines.putIfAbsent(path, node.getStartMark().getLine() + 1);
        }
        var below = path.isEmpty() ? "" : path + ".";
        if (node instanceof MappingNode mapping) {
            for (var each : mapping.getValue()) {
                if (each.getKeyNode() instanceof ScalarNode key) {
                    lines.put(below + key.getValue(), key.getStartMark().getLine() + 1);
                    note(each.getValueNode(), below + key.getValue(), lines);
                }
            }
        } else if (node instanceof SequenceNode sequence) {
            for (int i = 0; i < sequence.getValue().size(); i++) {
                note(sequence.getValue().get(i), below + i, lines);
            }
        }
    }

    /** The map with its keys as text. */
    static Map<String, Object> texts(Map<?, ?> map) {
        var out = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> {
            if (value != null) {
                out.put(String.valueOf(key), value);
            }
        });
        return out;
    }

    /** Makes data of a node whose place in the file is still known. */
    private static final class Build extends SafeConstructor {
        Build(LoaderOptions options) {
            super(options);
        }

        @Nullable
        Object of(Node node) {
            return constructDocument(node);
        }
    }
}
