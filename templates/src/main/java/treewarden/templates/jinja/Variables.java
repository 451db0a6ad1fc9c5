package treewarden.templates.jinja;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which variables a template asks for, read from its text: rendering alone would tell only of the branches taken. Names
 * that the template sets itself, by {@code set} or {@code for}, are its own.
 */
final class Variables {
    private static final Pattern RAW =
            Pattern.compile("\\{%-?\\s*raw\\s*-?%}.*?\\{%-?\\s*endraw\\s*-?%}", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("\\{#.*?#}", Pattern.DOTALL);
    private static final Pattern CODE =
            Pattern.compile("\\{\\{-?(?<shown>.*?)-?}}|\\{%-?\\s*(?<tag>\\w+)(?<rest>.*?)-?%}", Pattern.DOTALL);
    private static final Pattern TEXT =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'", Pattern.DOTALL);

    /** A name with what stands before it (a dot: a property; a bar: a filter; {@code is}: a test) and after it. */
    private static final Pattern NAME = Pattern.compile(
            "(?<before>[.|]\\s*|\\bis\\s+(?:not\\s+)?)?\\b(?<name>[A-Za-z_]\\w*)\\b(?<after>\\s*(?:\\(|=(?!=)))?");

    private static final Pattern FOR = Pattern.compile("\\s*(?<names>.+?)\\s+in\\s+(?<rest>.*)", Pattern.DOTALL);
    private static final Pattern SET =
            Pattern.compile("\\s*(?<names>[\\w\\s,]+?)\\s*(?:=(?<rest>.*))?", Pattern.DOTALL);
    private static final Set<String> WORDS =
            Set.of("and", "or", "not", "in", "is", "if", "else", "true", "false", "True", "False", "none", "None");

    /** A name that the template asks after, or has a default for. */
    private static final Pattern OPTIONAL =
            Pattern.compile("\\b(?<name>[A-Za-z_]\\w*)\\s*(?:is\\s+(?:not\\s+)?defined\\b|\\|\\s*(?:default|d)\\b)");

    private Variables() {}

    /** Without those that the template can do without. */
    static Set<String> required(String source) {
        var required = new HashSet<>(of(source));
        var code = CODE.matcher(plain(source));
        while (code.find()) {
            var optional = OPTIONAL.matcher(code.group());
            while (optional.find()) {
                required.remove(optional.group("name"));
            }
        }
        return Set.copyOf(required);
    }

    private static String plain(String source) {
        return COMMENT.matcher(RAW.matcher(source).replaceAll(" ")).replaceAll(" ");
    }

    static Set<String> of(String source) {
        var asked = new LinkedHashSet<String>();
        var own = new HashSet<>(Set.of("loop"));
        var code = CODE.matcher(plain(source));
        while (code.find()) {
            read(code, asked, own);
        }
        asked.removeAll(own);
        return Set.copyOf(asked);
    }

    private static void read(Matcher code, Set<String> asked, Set<String> own) {
        var tag = code.group("tag");
        if (tag == null) {
            asked.addAll(names(code.group("shown")));
            return;
        }
        var rest = code.group("rest");
        var pattern = tag.equals("for") ? FOR : tag.equals("set") ? SET : null;
        var assigned = pattern == null ? null : pattern.matcher(rest);
        if (assigned != null && assigned.matches()) {
            own.addAll(names(assigned.group("names")));
            rest = assigned.group("rest");
        }
        asked.addAll(names(rest == null ? "" : rest));
    }

    private static List<String> names(String expression) {
        var names = new ArrayList<String>();
        var name = NAME.matcher(TEXT.matcher(expression).replaceAll("0"));
        while (name.find()) {
            if (name.group("before") == null && name.group("after") == null && !WORDS.contains(name.group("name"))) {
                names.add(name.group("name"));
            }
        }
        return names;
    }
}
