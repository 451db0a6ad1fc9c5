package treewarden.sdg.block;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import treewarden.domain.Printable;

/**
 * Items that a regular expression of the pipeline file finds: one group for each column ({@code parser_name: custom}).
 * A hostile answer can make an expression backtrack for ever, so that it may look at characters only so often.
 */
record PatternParser(List<String> columns, Pattern pattern, List<String> cleanUp) implements AnswerParser {
    private static final long MOST_LOOKS = 20_000_000;

    static AnswerParser read(List<String> columns, BlockConfig config) {
        var expression = config.text("parsing_pattern");
        var cleanUp = config.textsOrNone("parser_cleanup_tags");
        Pattern pattern;
        try {
            pattern = PythonPattern.compile(expression);
        } catch (PatternSyntaxException e) {
            config.wants("parsing_pattern", "a regular expression: " + e.getDescription());
            pattern = Pattern.compile("");
        }
        int groups = pattern.matcher("").groupCount();
        if (groups < columns.size() && !(groups == 0 && columns.size() == 1)) {
            config.wants("parsing_pattern", "a regular expression with a group for each of " + columns);
        }
        return new PatternParser(columns, pattern, cleanUp);
    }

    @Override
    public Parsed parse(String answer) {
        var items = new ArrayList<Map<String, String>>();
        int broken = 0;
        int end = 0;
        try {
            var match = pattern.matcher(new Patient(answer, new long[1]));
            while (match.find()) {
                end = match.end();
                var item = new LinkedHashMap<String, String>();
                for (int i = 0; i < columns.size(); i++) {
                    var text = clean(match.groupCount() == 0 ? match.group() : match.group(i + 1));
                    if (!text.isEmpty()) {
                        item.put(columns.get(i), text);
                    }
                }
                if (item.size() == columns.size()) {
                    items.add(item);
                } else {
                    broken++;
                }
            }
        } catch (OutOfPatience | StackOverflowError e) {
            return new Parsed(List.of(), broken, false, "takes too long to be taken apart");
        }
        return new Parsed(
                items,
                broken,
                end == answer.length() && cleanUp.stream().noneMatch(answer.strip()::endsWith),
                answer.isBlank() ? "is empty" : "has no item; it begins with " + Printable.quoted(answer.strip()));
    }

    private String clean(String group) {
        var text = group == null ? "" : group;
        for (var tag : cleanUp) {
            text = text.replace(tag, "");
        }
        return text.strip();
    }

    /** Text that counts how often it is looked at. */
    private record Patient(String text, long[] looks) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > MOST_LOOKS) {
                throw new OutOfPatience();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class OutOfPatience extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutOfPatience() {
            super("a regular expression looked at too many characters", null, false, false);
        }
    }
}
