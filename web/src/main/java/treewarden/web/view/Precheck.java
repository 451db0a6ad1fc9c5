package treewarden.web.view;

import java.util.List;

/**
 * What a model answered to the seed questions, beside what is expected.
 *
 * @param heading which model it was, in words
 * @param more answers that are not shown
 */
public record Precheck(String heading, String model, String judge, Yield good, List<Answer> answers, int more) {
    public Precheck {
        answers = List.copyOf(answers);
    }

    /** An answer. Empty texts: there is none. */
    public record Answer(
            String leaf,
            String question,
            String expected,
            String actual,
            Sample.Score score,
            String reason,
            String problem) {}
}
