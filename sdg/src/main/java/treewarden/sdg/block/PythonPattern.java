package treewarden.sdg.block;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Regular expressions as Python writes them. Most are Java's as well; what differs is named groups, the end of the text,
 * comments, braces that stand for themselves, and brackets inside a class of characters.
 */
final class PythonPattern {
    private static final Pattern REPETITION = Pattern.compile("\\{\\d+(?:,\\d*)?}");
    private static final Pattern UP_TO = Pattern.compile("\\{,(\\d+)}");
    private static final Pattern NAMED = Pattern.compile("\\(\\?P<(\\w+)>");
    private static final Pattern NAME_AGAIN = Pattern.compile("\\(\\?P=(\\w+)\\)");
    private static final Pattern COMMENT = Pattern.compile("\\(\\?#[^)]*\\)");

    private final String python;
    private final StringBuilder java = new StringBuilder();
    private final Map<String, String> names = new HashMap<>();
    private int at;

    private PythonPattern(String python) {
        this.python = python;
    }

    /** @throws java.util.regex.PatternSyntaxException where it is no expression, or one that only Python has */
    static Pattern compile(String python) {
        return Pattern.compile(
                new PythonPattern(python).translated(),
                Pattern.DOTALL | Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS);
    }

    private String translated() {
        while (at < python.length()) {
            char c = python.charAt(at);
            if (c == '\\') {
                escape();
            } else if (c == '[') {
                characters();
            } else if (c == '{') {
                brace();
            } else if (c == '(') {
                group();
            } else {
                java.append(c);
                at++;
            }
        }
        return java.toString();
    }

    private void escape() {
        boolean isEnd = python.startsWith("\\Z", at);
        java.append(isEnd ? "\\z" : python.substring(at, Math.min(python.length(), at + 2)));
        at += 2;
    }

    private void characters() {
        int first = python.startsWith("[^", at) ? at + 2 : at + 1;
        java.append(python, at, Math.min(first, python.length()));
        at = first;
        while (at < python.length() && (python.charAt(at) != ']' || at == first)) {
            char c = python.charAt(at);
            if (c == '\\') {
                escape();
            } else {
                // Java gives these a meaning inside a class; Python does not.
                java.append(c == '[' || c == '&' || c == ']' ? "\\" : "").append(c);
                at++;
            }
        }
        if (at < python.length()) {
            java.append(']');
            at++;
        }
    }

    private void brace() {
        var repetition = REPETITION.matcher(python).region(at, python.length());
        var upTo = UP_TO.matcher(python).region(at, python.length());
        if (repetition.lookingAt()) {
            java.append(repetition.group());
            at = repetition.end();
        } else if (upTo.lookingAt()) {
            java.append("{0,").append(upTo.group(1)).append('}');
            at = upTo.end();
        } else {
            java.append("\\{");
            at++;
        }
    }

    private void group() {
        var named = NAMED.matcher(python).region(at, python.length());
        var again = NAME_AGAIN.matcher(python).region(at, python.length());
        var comment = COMMENT.matcher(python).region(at, python.length());
        if (named.lookingAt()) {
            // Python's names may have an underscore, Java's may not.
            names.put(named.group(1), "g" + names.size());
            java.append("(?<").append(names.get(named.group(1))).append('>');
            at = named.end();
        } else if (again.lookingAt()) {
            java.append("\\k<")
                    .append(names.getOrDefault(again.group(1), again.group(1)))
                    .append('>');
            at = again.end();
        } else if (comment.lookingAt()) {
            at = comment.end();
        } else {
            java.append('(');
            at++;
        }
    }
}
