package treewarden.sdg.block;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells question and answer apart where a pipeline leaves both in one column {@code output}, as the ecosystem's simple
 * pipelines do: by the words that stand before them, else by the first paragraph, else by the first question mark. It
 * stands in no pipeline file, but at the end of each that needs it.
 */
public record SplitOutputBlock() implements RowBlock {
    /** The column that it takes apart. */
    public static final String OUTPUT = "output";

    private static final String MARKUP = "[*_#>\\s]*";
    private static final Pattern NAMED = Pattern.compile(
            "\\A" + MARKUP + "(?:question|instruction|query|q|frage|anweisung)(?:\\s*\\d{1,3})?" + MARKUP + ":" + MARKUP
                    + "(?<question>.*?)\\n" + MARKUP + "(?:answer|response|output|a|antwort)(?:\\s*\\d{1,3})?" + MARKUP
                    + ":" + MARKUP + "(?<response>.*)\\z",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final Pattern PARAGRAPHS =
            Pattern.compile("\\A\\s*(?<question>[^?\\n]{1,1000}?)\\n[ \\t]*\\n(?<response>.*)\\z", Pattern.DOTALL);
    private static final Pattern MARK = Pattern.compile("\\A(?<question>[^?]*\\?)(?<response>.*)\\z", Pattern.DOTALL);

    @Override
    public String name() {
        return "split_output";
    }

    @Override
    public Outcome apply(Row row) {
        var text = row.need(OUTPUT).strip();
        for (var pattern : List.of(NAMED, PARAGRAPHS, MARK)) {
            var match = pattern.matcher(text);
            var split = match.matches() ? split(row, match) : null;
            if (split != null) {
                return Outcome.passed(split);
            }
        }
        return new Outcome.Rejected("its question and answer cannot be told apart");
    }

    private static @Nullable Row split(Row row, Matcher match) {
        var question = match.group("question").strip();
        var response = match.group("response").strip();
        return question.isEmpty() || response.isEmpty()
                ? null
                : row.with(Map.of("question", question, "response", response));
    }

    @Override
    public Set<String> columns(Set<String> before, Problems problems) {
        Columns.need(before, List.of(OUTPUT), problems);
        return Columns.plus(before, List.of("question", "response"));
    }
}
