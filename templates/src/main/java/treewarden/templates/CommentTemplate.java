package treewarden.templates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import treewarden.templates.jinja.JinjaTemplate;

/**
 * A file of {@code templates/comments/} or {@code templates/cards/} as a template.
 *
 * <p>Every text that is handed to it becomes inert by {@link Markdown#text} before the template sees it, at any depth of
 * lists and maps; only a {@link Fragment} is taken as it is. So whoever edits a template cannot forget to escape.
 */
final class CommentTemplate {
    /** A line with nothing but a tag or a comment, which is to leave no empty line behind. */
    private static final Pattern TAG_LINE = Pattern.compile("(?ms)^[ \\t]*(\\{%[^\\n]*?|\\{#.*?)([%#]\\})[ \\t]*\\n");

    private final JinjaTemplate template;

    private CommentTemplate(JinjaTemplate template) {
        this.template = template;
    }

    /** The file {@code templates/comments/NAME.md}. */
    static CommentTemplate named(String name) {
        return file("comments/" + name + ".md");
    }

    /** The file {@code templates/cards/NAME.md}. */
    static CommentTemplate card(String name) {
        return file("cards/" + name + ".md");
    }

    private static CommentTemplate file(String file) {
        try (var in = CommentTemplate.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the template " + file + " is missing from the program");
            }
            return of(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the template " + file + " cannot be read", e);
        }
    }

    /** A template with this text; messages call it by the name. */
    static CommentTemplate of(String name, String source) {
        // The line end moves into the tag, so that messages still name the right line.
        return new CommentTemplate(
                JinjaTemplate.of(name, TAG_LINE.matcher(source).replaceAll("$1\n$2")));
    }

    /** The template with these values; a value that it names and does not get is an error. */
    Fragment render(Map<String, ?> values) {
        var inert = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> inert.put(key, inert(value)));
        return new Fragment(template.render(inert).strip());
    }

    private static Object inert(Object value) {
        if (value instanceof Fragment fragment) {
            return fragment.markdown();
        }
        if (value instanceof String text) {
            return Markdown.text(text);
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CommentTemplate::inert).toList();
        }
        if (value instanceof Map<?, ?> map) {
            var out = new LinkedHashMap<String, Object>();
            map.forEach((key, entry) -> out.put(key.toString(), inert(entry)));
            return out;
        }
        throw new IllegalArgumentException("a template cannot be given a " + value.getClass());
    }
}
