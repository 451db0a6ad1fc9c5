package treewarden.worker.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import treewarden.domain.release.ExamPart;
import treewarden.domain.release.ExamQuestion;

/**
 * The operator's fixed questions about what no release may forget, a line each: {@code {"question": ..., "answer": ...}},
 * with {@code "context"} and {@code "group"} where there are any.
 */
public final class RegressionSet {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 10_000;

    private RegressionSet() {}

    /** @throws EvaluationException naming the line that is no question, or that is there twice */
    public static List<ExamQuestion> read(Path file) {
        var questions = new ArrayList<ExamQuestion>();
        var ids = new HashSet<String>();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (var line = TrainingRows.line(in, file, number);
                    line != null;
                    line = TrainingRows.line(in, file, number)) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                var question = of(line, file + ":" + number);
                if (!ids.add(question.id())) {
                    throw new EvaluationException(file + ":" + number + ": this question is there twice");
                }
                questions.add(question);
                if (questions.size() > MOST) {
                    throw new EvaluationException(file + " has more than " + MOST + " questions");
                }
            }
        } catch (IOException e) {
            throw new EvaluationException("the regression set " + file + " cannot be read: " + e.getMessage(), e);
        }
        return questions;
    }

    private static ExamQuestion of(String line, String where) {
        try {
            var row = JSON.readTree(line);
            var question = row.path("question").asText().strip();
            var answer = row.path("answer").asText().strip();
            if (question.isEmpty() || answer.isEmpty()) {
                throw new EvaluationException(where + ": a line needs a question and an answer");
            }
            var given = row.path("context").asText().strip();
            var context = given.isEmpty() ? null : given;
            var id = SeedExample.idOf(context, question);
            return new ExamQuestion(
                    id,
                    ExamPart.REGRESSION,
                    row.path("group").asText("regression set"),
                    id,
                    context,
                    context,
                    question,
                    answer);
        } catch (JsonProcessingException e) {
            throw new EvaluationException(where + ": the line is no JSON", e);
        }
    }
}
