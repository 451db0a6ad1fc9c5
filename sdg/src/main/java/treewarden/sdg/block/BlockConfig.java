package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline file says of one block. Whatever is missing, of the wrong type or unknown becomes a problem that
 * names file, block and setting; reading goes on with something harmless, so that all problems are told at once.
 */
public final class BlockConfig {
    /** From 1, as a number or as a text, which Python takes as well. */
    private static final Pattern WHOLE = Pattern.compile("0*[1-9]\\d{0,8}(?:\\.0*)?");

    private final PipelineSource source;
    private final String name;
    private final String path;
    private final Map<String, Object> settings;
    private final Problems problems;
    private final Function<String, OptionalInt> lines;
    private final Set<String> known = new TreeSet<>();

    /**
     * @param settings the {@code config} of the block, with what is ours under {@code treewarden}
     * @param lines where a setting stands in the file, by its path
     */
    public BlockConfig(
            PipelineSource source,
            String name,
            Map<?, ?> settings,
            Problems problems,
            Function<String, OptionalInt> lines) {
        this(source, name, "", settings, problems, lines);
    }

    private BlockConfig(
            PipelineSource source,
            String name,
            String path,
            Map<?, ?> settings,
            Problems problems,
            Function<String, OptionalInt> lines) {
        this.source = source;
        this.name = name;
        this.path = path;
        this.settings = Yamls.texts(settings);
        this.problems = problems;
        this.lines = lines;
    }

    public PipelineSource source() {
        return source;
    }

    public String name() {
        return name;
    }

    Problems problems() {
        return problems;
    }

    boolean has(String key) {
        return settings.containsKey(key);
    }

    Problems problems(String key) {
        return problems.at(lines.apply(path + key));
    }

    @Nullable
    Object value(String key) {
        known.add(key);
        return settings.get(key);
    }

    public String text(String key) {
        return text(key, null);
    }

    public String text(String key, @Nullable String otherwise) {
        var value = value(key);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        if (value == null || value instanceof Map || value instanceof List) {
            wants(key, "a text");
            return "";
        }
        return String.valueOf(value);
    }

    public List<String> texts(String key) {
        var value = value(key);
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            wants(key, "a list of texts");
            return List.of();
        }
        return list.stream().map(String::valueOf).toList();
    }

    public List<String> textsOrNone(String key) {
        return has(key) ? texts(key) : List.of();
    }

    double number(String key, double otherwise) {
        var value = value(key);
        if (value == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(String.valueOf(value));
        } catch (NumberFormatException e) {
            wants(key, "a number");
            return otherwise;
        }
    }

    /** A whole number from 1. */
    int count(String key, int otherwise) {
        var value = value(key);
        if (value == null) {
            return otherwise;
        }
        if (WHOLE.matcher(String.valueOf(value)).matches()) {
            return (int) Double.parseDouble(String.valueOf(value));
        }
        wants(key, "a whole number from 1");
        return otherwise;
    }

    Map<String, String> columnsByColumn(String key) {
        var value = value(key);
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            wants(key, "a mapping of texts");
            return Map.of();
        }
        var out = new LinkedHashMap<String, String>();
        map.forEach((from, to) -> out.put(String.valueOf(from), String.valueOf(to)));
        return out;
    }

    /** The settings below a key; none where it is missing. */
    public BlockConfig below(String key) {
        var value = value(key);
        if (value != null && !(value instanceof Map)) {
            wants(key, "a mapping");
        }
        return new BlockConfig(
                source, name, path + key + ".", value instanceof Map<?, ?> map ? map : Map.of(), problems, lines);
    }

    /** The settings that nobody has asked for, which are then no longer unknown. */
    Map<String, Object> rest() {
        var rest = new LinkedHashMap<>(settings);
        rest.keySet().removeAll(known);
        known.addAll(rest.keySet());
        return rest;
    }

    void wants(String key, String what) {
        problems(key).add("the setting " + path + key + " must be " + what);
    }

    /** Tells the settings that nobody has asked for. */
    public void end() {
        var unknown = new ArrayList<>(settings.keySet());
        unknown.removeAll(known);
        for (var key : unknown) {
            problems(key).add("the setting " + path + key + " is unknown; known are " + String.join(", ", known));
        }
    }
}
