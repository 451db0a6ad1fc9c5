package treewarden.templates.jinja;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A template of nothing but variables and comparisons of one with a constant, taken apart once: nearly all prompts are
 * no more than that, and the engine reads its template anew for each of the hundred thousand rows of a run. Whatever
 * else stands in a template, and whatever a value makes uncertain, is left to the engine, which also knows the errors.
 */
final class QuickTemplate {
    private static final Pattern CODE = Pattern.compile("\\{\\{.*?}}|\\{%.*?%}|\\{#", Pattern.DOTALL);
    private static final Pattern SHOWN = Pattern.compile("\\{\\{\\s*(?<name>[A-Za-z_]\\w*)\\s*}}");
    private static final Pattern TAG = Pattern.compile("\\{%\\s*(?:(?<word>else|endif)"
            + "|(?<test>if|elif)\\s+(?<name>[A-Za-z_]\\w*)\\s*(?<compare>==|!=)\\s*"
            + "(?:(?<number>\\d{1,9})|\"(?<text>[^\"\\\\{}%]*)\"|'(?<other>[^'\\\\{}%]*)'))\\s*%}");
    private static final Set<String> WORDS =
            Set.of("true", "false", "none", "True", "False", "None", "null", "not", "and", "or", "in", "is", "loop");

    private sealed interface Part {
        record Text(String text) implements Part {}

        record Shown(String name) implements Part {}

        record Choice(List<Branch> branches) implements Part {}
    }

    /** @param equal whether the value has to be the constant, or anything else */
    private record Test(String name, Object constant, boolean equal) {}

    /** @param test null where it is taken if no other is */
    private record Branch(@Nullable Test test, List<Part> parts) {}

    /** A value that only the engine knows what to make of. */
    private static final class Uncertain extends Exception {
        private static final long serialVersionUID = 1;

        Uncertain() {
            super("only the engine can tell", null, false, false);
        }
    }

    private final List<Part> parts;

    private QuickTemplate(List<Part> parts) {
        this.parts = parts;
    }

    /** The template taken apart; null where it is more than this understands. */
    static @Nullable QuickTemplate of(String source) {
        var code = CODE.matcher(source);
        Deque<List<Part>> open = new ArrayDeque<>(List.of(new ArrayList<>()));
        Deque<List<Branch>> choices = new ArrayDeque<>();
        int done = 0;
        while (code.find()) {
            text(open, source.substring(done, code.start()));
            done = code.end();
            if (!take(code.group(), open, choices)) {
                return null;
            }
        }
        var rest = source.substring(done);
        if (!choices.isEmpty() || rest.contains("{{") || rest.contains("{%")) {
            return null;
        }
        text(open, rest);
        return new QuickTemplate(open.element());
    }

    private static void text(Deque<List<Part>> open, String text) {
        if (!text.isEmpty()) {
            open.element().add(new Part.Text(text));
        }
    }

    private static boolean take(String code, Deque<List<Part>> open, Deque<List<Branch>> choices) {
        var shown = SHOWN.matcher(code);
        if (shown.matches()) {
            open.element().add(new Part.Shown(shown.group("name")));
            return !WORDS.contains(shown.group("name"));
        }
        var tag = TAG.matcher(code);
        if (!tag.matches()) {
            return false;
        }
        var word = tag.group("word") == null ? tag.group("test") : tag.group("word");
        if (word.equals("if")) {
            choices.push(new ArrayList<>());
        } else if (choices.isEmpty() || !word.equals("endif") && isClosed(choices.element())) {
            return false;
        } else {
            open.pop();
        }
        if (word.equals("endif")) {
            open.element().add(new Part.Choice(choices.pop()));
            return true;
        }
        Test test = null;
        if (!word.equals("else")) {
            var text = tag.group("text") == null ? tag.group("other") : tag.group("text");
            var number = tag.group("number");
            test = new Test(
                    tag.group("name"),
                    number == null ? String.valueOf(text) : (Object) Long.valueOf(number),
                    tag.group("compare").equals("=="));
        }
        var inside = new ArrayList<Part>();
        choices.element().add(new Branch(test, inside));
        open.push(inside);
        return test == null || !WORDS.contains(test.name());
    }

    private static boolean isClosed(List<Branch> branches) {
        return !branches.isEmpty() && branches.get(branches.size() - 1).test() == null;
    }

    /** The text with these values; null where the engine has to tell. */
    @Nullable
    String render(Map<String, ?> values, long longest) {
        var out = new StringBuilder(1 << 12);
        try {
            write(parts, values, out, longest);
        } catch (Uncertain e) {
            return null;
        }
        return out.toString();
    }

    private static void write(List<Part> parts, Map<String, ?> values, StringBuilder out, long longest)
            throws Uncertain {
        for (var part : parts) {
            if (part instanceof Part.Text text) {
                out.append(text.text());
            } else if (part instanceof Part.Shown shown) {
                out.append(certain(values.get(shown.name())));
            } else if (part instanceof Part.Choice choice) {
                for (var branch : choice.branches()) {
                    if (holds(branch.test(), values)) {
                        write(branch.parts(), values, out, longest);
                        break;
                    }
                }
            }
            if (out.length() > longest) {
                throw new Uncertain();
            }
        }
    }

    private static boolean holds(@Nullable Test test, Map<String, ?> values) throws Uncertain {
        if (test == null) {
            return true;
        }
        var value = certain(values.get(test.name()));
        var constant = test.constant();
        boolean same;
        if (constant instanceof Long number && (value instanceof Integer || value instanceof Long)) {
            same = ((Number) value).longValue() == number;
        } else if (constant instanceof String && value instanceof String) {
            same = constant.equals(value);
        } else {
            throw new Uncertain();
        }
        return same == test.equal();
    }

    private static Object certain(@Nullable Object value) throws Uncertain {
        if (value instanceof String || value instanceof Integer || value instanceof Long) {
            return value;
        }
        throw new Uncertain();
    }
}
