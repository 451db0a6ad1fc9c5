package treewarden.sdg.mix;

import java.util.regex.Pattern;
import treewarden.sdg.data.DataRow;

/** What a row asks and answers, without white space around. Either may be empty. */
record Pair(String question, String answer) {
    /** Where a question ends in a text that holds both: at the end of a line if it can be, else before white space. */
    private static final Pattern END = Pattern.compile("\\?[\"')]*[ \\t]*\\n");

    private static final Pattern INNER_END = Pattern.compile("\\?[\"')]*\\s");

    /**
     * The row's question and response; its context, where it has one, stands before the question. A row of a pipeline
     * that asks for both in one text, as the ecosystem's simple ones do, has a column {@code output} instead.
     */
    static Pair of(DataRow row) {
        if (!row.columns().containsKey("question") && row.columns().containsKey("output")) {
            return split(row.text("output").strip());
        }
        var question = row.text("question").strip();
        var context = row.text("context").strip();
        boolean alone = context.isEmpty() || question.isEmpty() || question.contains(context);
        return new Pair(
                alone ? question : context + "\n\n" + question,
                row.text("response").strip());
    }

    boolean isWhole() {
        return !question.isEmpty() && !answer.isEmpty();
    }

    private static Pair split(String both) {
        var end = END.matcher(both);
        if (!end.find()) {
            end = INNER_END.matcher(both);
            if (!end.find()) {
                return new Pair("", both);
            }
        }
        return new Pair(
                both.substring(0, end.end()).strip(), both.substring(end.end()).strip());
    }
}
