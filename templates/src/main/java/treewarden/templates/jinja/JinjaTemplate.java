package treewarden.templates.jinja;

import java.util.Map;
import java.util.Set;

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

    private JinjaTemplate(String name, String source) {
        this.name = name;
        this.source = source;
        this.variables = Variables.of(source);
    }

    /**
     * Reads a template.
     *
     * @param name how messages call it: the path of its file
     * @throws JinjaException where its syntax is wrong or it uses what the sandbox does not offer
     */
    public static JinjaTemplate of(String name, String source) {
        var text = source.endsWith("\n") ? source.substring(0, source.length() - 1) : source;
        Sandbox.check(name, text);
        return new JinjaTemplate(name, text);
    }

    public String name() {
        return name;
    }

    /** The variables that it may ask for, on whichever branch: those that a caller provides to be safe. */
    public Set<String> variables() {
        return variables;
    }

    /**
     * The text with these values.
     *
     * @param values texts, numbers, booleans, and lists and maps of these
     * @throws JinjaException naming the template, and the variable that is not among the values; also where the text
     *     would be longer than 4 MiB or take too many steps
     */
    public String render(Map<String, ?> values) {
        return Sandbox.render(name, source, values);
    }

    @Override
    public String toString() {
        return "JinjaTemplate[" + name + "]";
    }
}
