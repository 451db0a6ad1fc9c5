package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import treewarden.domain.Digest;
import treewarden.sdg.teacher.Prompt;
import treewarden.templates.jinja.JinjaException;
import treewarden.templates.jinja.JinjaTemplate;

/**
 * A prompt configuration file: {@code system} is what the teacher is to be; {@code introduction}, {@code principles},
 * {@code examples} and {@code generation}, joined with line ends, are what it is to do; {@code start_tags} and {@code
 * end_tags} stand around each output in its answer.
 *
 * <p>The texts are Jinja templates. One that names the variable {@value #MARK} puts what other people wrote between tags
 * that carry it: {@code [Start of Question 0a1b2c3d4e5f6071]}. Its digits are drawn from all values of the row, so that
 * no value can know them, and forge the tag that ends it.
 */
final class PromptFile {
    private static final String MARK = "data_mark";

    /** Parts of a prompt in the order of the format. */
    private static final List<String> USER_PARTS = List.of("introduction", "principles", "examples", "generation");

    private final String name;
    private final JinjaTemplate system;
    private final JinjaTemplate user;
    private final List<String> startTags;
    private final List<String> endTags;

    private PromptFile(
            String name, JinjaTemplate system, JinjaTemplate user, List<String> startTags, List<String> endTags) {
        this.name = name;
        this.system = system;
        this.user = user;
        this.startTags = startTags;
        this.endTags = endTags;
    }

    /** @throws PipelineException naming the file, where it cannot be read or one of its templates is wrong */
    static PromptFile read(TextFile file) {
        var map = Yamls.mapping(file);
        try {
            return new PromptFile(
                    file.name(),
                    JinjaTemplate.of(file.name(), part(map, "system")),
                    JinjaTemplate.of(
                            file.name(),
                            USER_PARTS.stream().map(key -> part(map, key)).collect(Collectors.joining("\n"))),
                    tags(file, map, "start_tags"),
                    tags(file, map, "end_tags"));
        } catch (JinjaException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }

    private static String part(Map<String, Object> map, String key) {
        return String.valueOf(map.getOrDefault(key, ""));
    }

    private static List<String> tags(TextFile file, Map<String, Object> map, String key) {
        var value = map.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new PipelineException(file.name() + ": " + key + " must be a list of texts");
        }
        var tags = new ArrayList<String>();
        list.forEach(tag -> tags.add(tag == null ? "" : String.valueOf(tag)));
        return List.copyOf(tags);
    }

    String name() {
        return name;
    }

    List<String> startTags() {
        return startTags;
    }

    List<String> endTags() {
        return endTags;
    }

    /** The variables that rows and settings have to provide. */
    Set<String> variables() {
        var all = new LinkedHashSet<>(system.variables());
        all.addAll(user.variables());
        all.remove(MARK);
        return all;
    }

    /**
     * The prompt for a row.
     *
     * @param settings values that come from the pipeline file, by name; they win over the row's
     */
    Prompt render(Map<String, String> row, Map<String, ?> settings) {
        var values = new HashMap<String, Object>();
        row.forEach((column, text) -> values.put(column, ChatTokens.asText(text)));
        values.put(MARK, mark(row));
        values.putAll(settings);
        return new Prompt(system.render(values).strip(), user.render(values).strip());
    }

    /** The answer as if the teacher had not imitated the marked tags. */
    String unmarked(Map<String, String> row, String answer) {
        return answer.replace(" " + mark(row) + "]", "]");
    }

    /** Drawn from all values: whoever writes one of them would have to find 64 bits of its own digest. */
    private static String mark(Map<String, String> row) {
        return Digest.of(new TreeMap<>(row).toString()).hex().substring(0, 16);
    }
}
