package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
 * that carry it: {@code [Start of Question 0a1b2c3d4e5f6071]}. Its digits are drawn from all values that the prompt
 * shows, so that none of them can know it, and forge the tag that ends it; and from no others, so that rows that differ
 * only in what a prompt does not show have the same prompt, which is then sent once.
 */
final class PromptFile {
    private static final String MARK = "data_mark";

    /** The variable that says in which form a judge is to answer, as {@link AnswerForm#word} has it. */
    static final String FORM = "answer_form";

    private static final String ITEMS = "num_samples";

    /** Parts of a prompt in the order of the format. */
    private static final List<String> USER_PARTS = List.of("introduction", "principles", "examples", "generation");

    private final String name;
    private final JinjaTemplate system;
    private final JinjaTemplate user;
    private final List<String> startTags;
    private final List<String> endTags;
    private final Set<String> variables;
    private final Set<String> shown;

    private PromptFile(
            String name, JinjaTemplate system, JinjaTemplate user, List<String> startTags, List<String> endTags) {
        this.name = name;
        this.system = system;
        this.user = user;
        this.startTags = startTags;
        this.endTags = endTags;
        var all = new TreeSet<>(system.variables());
        all.addAll(user.variables());
        this.variables = Collections.unmodifiableSet(new TreeSet<>(all));
        all.removeAll(Set.of(MARK, FORM, ITEMS));
        this.shown = all;
    }

    /** @throws PipelineException naming the file, where one of its templates is wrong */
    static PromptFile of(YamlFile file) {
        var map = file.root();
        try {
            return new PromptFile(
                    file.name(),
                    JinjaTemplate.of(file.name(), part(map, "system")),
                    JinjaTemplate.of(
                            file.name(),
                            USER_PARTS.stream().map(key -> part(map, key)).collect(Collectors.joining("\n"))),
                    tags(file.name(), map, "start_tags"),
                    tags(file.name(), map, "end_tags"));
        } catch (JinjaException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }

    private static String part(Map<String, Object> map, String key) {
        return String.valueOf(map.getOrDefault(key, ""));
    }

    private static List<String> tags(String file, Map<String, Object> map, String key) {
        var value = map.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw new PipelineException(file + ": " + key + " must be a list of texts");
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
    Set<String> required() {
        var all = new TreeSet<>(system.required());
        all.addAll(user.required());
        all.removeAll(Set.of(MARK, FORM));
        return all;
    }

    /** Whether it asks for its answer in the form that is wanted, or knows only one. */
    boolean knowsForms() {
        return variables.contains(FORM);
    }

    /**
     * The prompt for a row.
     *
     * @param settings values that come from the pipeline file, by name; they win over the row's
     */
    Prompt render(Map<String, String> row, Map<String, ?> settings) {
        var values = new HashMap<String, Object>();
        for (var variable : variables) {
            var text = row.get(variable);
            if (text != null) {
                values.put(variable, ChatTokens.asText(text));
            }
        }
        if (variables.contains(MARK)) {
            values.put(MARK, mark(row));
        }
        values.putAll(settings);
        return new Prompt(system.render(values).strip(), user.render(values).strip());
    }

    /** The answer as if the teacher had not imitated the marked tags. */
    String unmarked(Map<String, String> row, String answer) {
        return variables.contains(MARK) ? answer.replace(" " + mark(row) + "]", "]") : answer;
    }

    /** Drawn from all values that are shown: whoever writes one of them would have to find 64 bits of its own digest. */
    private String mark(Map<String, String> row) {
        var values = new StringBuilder();
        for (var variable : shown) {
            values.append(variable).append('=').append(row.get(variable)).append('\n');
        }
        return Digest.of(values.toString()).hex().substring(0, 16);
    }
}
