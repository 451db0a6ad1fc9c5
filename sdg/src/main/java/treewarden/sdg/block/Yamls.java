package treewarden.sdg.block;

import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the YAML of pipelines and prompts: plain data, within bounds. */
public final class Yamls {
    private static final int DEEPEST = 20;

    private Yamls() {}

    /** The mapping that the file holds; anything else is a {@link PipelineException}. */
    public static Map<String, Object> mapping(TextFile file) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        options.setCodePointLimit(TextFile.LONGEST);
        Object root;
        try {
            root = new Yaml(new SafeConstructor(options)).load(file.text());
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            throw new PipelineException(
                    file.name() + (mark == null ? "" : ":" + (mark.getLine() + 1)) + ": " + e.getProblem());
        } catch (YAMLException e) {
            throw new PipelineException(file.name() + ": " + e.getMessage());
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw new PipelineException(file.name() + ": the file must hold a mapping");
        }
        return texts(map);
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
}
