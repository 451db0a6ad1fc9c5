package treewarden.worker.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A question with choices, as the data set of a release holds them in its {@code mmlubench_*.jsonl}.
 *
 * @param leaf the folder of the leaf that it is about
 * @param cluster the document of the leaf
 * @param right the place of the right choice, from 0
 */
public record ChoiceQuestion(String id, String leaf, String cluster, String question, List<String> choices, int right) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LETTERS = "ABCDEFGHIJ";

    /** More tell no more. */
    private static final int MOST = 20_000;

    public ChoiceQuestion {
        choices = List.copyOf(choices);
        if (choices.size() < 2 || choices.size() > LETTERS.length() || right < 0 || right >= choices.size()) {
            throw new IllegalArgumentException("a question has two to ten choices, one of which is right");
        }
    }

    /**
     * Reads a file of the data set.
     *
     * @throws EvaluationException naming the line that is no question
     */
    public static List<ChoiceQuestion> read(Path file) {
        var questions = new ArrayList<ChoiceQuestion>();
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (var line = TrainingRows.line(in, file, number);
                    line != null && questions.size() < MOST;
                    line = TrainingRows.line(in, file, number)) {
                number++;
                if (!line.isBlank()) {
                    questions.add(of(line, file + ":" + number));
                }
            }
        } catch (IOException e) {
            throw new EvaluationException(file + " cannot be read (" + e.getMessage() + "); generate again", e);
        }
        return questions;
    }

    private static ChoiceQuestion of(String line, String where) {
        try {
            var row = JSON.readTree(line);
            var choices = new ArrayList<String>();
            row.path("choices").forEach(choice -> choices.add(choice.asText()));
            var provenance = provenance(row.path("metadata"));
            var leaf = provenance.path("leaf").asText();
            return new ChoiceQuestion(
                    row.path("id").asText(),
                    leaf,
                    leaf + ' ' + provenance.path("document").asText(),
                    row.path("question").asText(),
                    choices,
                    row.path("answer").asInt(-1));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new EvaluationException(where + ": this is no question with choices; generate again", e);
        }
    }

    private static JsonNode provenance(JsonNode metadata) throws JsonProcessingException {
        return (metadata.isTextual() ? JSON.readTree(metadata.asText()) : metadata).path("provenance");
    }

    /** What is asked, as lm-eval asks it by the task files of the data set. */
    String prompt() {
        var text = new StringBuilder(question.strip());
        for (int i = 0; i < choices.size(); i++) {
            text.append('\n').append(LETTERS.charAt(i)).append(". ").append(choices.get(i));
        }
        return text.append("\nAnswer:").toString();
    }
}
