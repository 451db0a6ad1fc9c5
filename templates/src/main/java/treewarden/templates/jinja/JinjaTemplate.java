package treewarden.templates.jinja;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Jinja template that was read and found sound. Thread-safe.
 *
 * <p>As in Python's Jinja with strict undefined values: a variable that is not given is an error, one line end at the
 * end of the template is dropped, nothing is escaped.
 */
public final class JinjaTemplate {
    private final String name;
    private final String source;
    private final Set<String> variables;
    private final Set<String> required;
    private final @Nullable QuickTemplate quick;

    private JinjaTemplate(String name, String source, @Nullable QuickTemplate quick) {
        this.name = name;
        this.source = source;
        this.variables = Variables.of(source);
        this.required = Variables.required(source);
        this.quick = quick;
    }

    /**
     * Reads a template.
     *
     * @param name how messages call it: the path of its file
     * @throws JinjaException where its syntax is wrong or it uses what the sandbox does not offer
     */
    public static JinjaTemplate of(String name, String source) {
        var text = withoutLastLineEnd(source);
        Sandbox.check(name, text);
        return new JinjaTemplate(name, text, QuickTemplate.of(text));
    }

    /** The same, rendered by the engine alone: so that a test can tell that the short cut writes the same. */
    static JinjaTemplate ofTheEngine(String name, String source) {
        var text = withoutLastLineEnd(source);
        Sandbox.check(name, text);
        return new JinjaTemplate(name, text, null);
    }

    private static String withoutLastLineEnd(String source) {
        return source.endsWith("\n") ? source.substring(0, source.length() - 1) : source;
    }

    public String name() {
        return name;
    }

    /** The variables that it may ask for, on whichever branch: those that a caller provides to be safe. */
    public Set<String> variables() {
        return variables;
    }

    /** Those of its variables that it cannot do without: it neither asks whether they are there nor has a default. */
    public Set<String> required() {
        return required;
    }

    boolean isQuick() {
        return quick != null;
    }

    /**
     * The text with these values.
     *
     * @param values texts, numbers, booleans, and lists and maps of these
     * @throws JinjaException naming the template, and the variable that is not among the values; also where the text
     *     would be longer than 4 MiB or take too many steps
     */
    public String render(Map<String, ?> values) {
        var text = quick == null ? null : quick.render(values, Sandbox.LONGEST);
        return text == null ? Sandbox.render(name, source, values) : text;
    }

    @Override
    public String toString() {
        return "JinjaTemplate[" + name + "]";
    }
}
