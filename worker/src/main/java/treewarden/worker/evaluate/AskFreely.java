package treewarden.worker.evaluate;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.SampleProgress;
import treewarden.sdg.pipeline.Pipeline;

/** Asks a model what people have typed, as a student is asked in an evaluation. */
public final class AskFreely {
    /** As much of an answer as is kept, in characters. */
    private static final int LONGEST = 8_000;

    private final Pipeline ask;

    /** @param ask how a student is asked */
    public AskFreely(Pipeline ask) {
        this.ask = ask;
    }

    /**
     * What it said.
     *
     * @param answer null where it gave none
     * @param problem why it gave none; null where it did
     */
    public record Said(@Nullable String answer, @Nullable String problem) {}

    /**
     * Asks; what it said is in the order of the questions.
     *
     * @param who for people: {@code the candidate}
     * @throws treewarden.sdg.teacher.TeacherException where the model is not there any more: worth another try
     * @throws java.util.concurrent.CancellationException where the progress says so
     */
    public List<Said> ask(String who, ExamModel model, List<String> questions, SampleProgress progress) {
        var columns = questions.stream()
                .map(question -> Map.of("context", "", "question", question, "expected", ""))
                .toList();
        return AskAll.run(new AskAll.Asking(who, model.student(), ask, columns), progress).said().stream()
                .map(AskFreely::said)
                .toList();
    }

    private static Said said(AskAll.Said said) {
        var given = JudgeAnswers.Given.of(said);
        var text = given.text();
        if (text == null || text.isBlank()) {
            var problem = given.problem();
            return new Said(null, problem == null ? "it said nothing" : problem);
        }
        var end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
        return new Said(text.substring(0, end), null);
    }
}
