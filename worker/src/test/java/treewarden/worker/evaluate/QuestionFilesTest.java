package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import treewarden.domain.release.ExamPart;

/** Questions that come from files: the operator's regression set, and the data set's multiple choice. */
class QuestionFilesTest {
    @TempDir
    Path folder;

    @Test
    void theRegressionSetIsALineForEachQuestion() throws IOException {
        var questions = RegressionSet.read(file(
                "{\"question\": \"What is 2 + 2?\", \"answer\": \"4\", \"group\": \"maths\"}",
                "",
                "{\"question\": \"Who sings?\", \"answer\": \"Ann\", \"context\": \"Ann sings.\"}"));

        assertThat(questions).hasSize(2).allSatisfy(one -> {
            assertThat(one.part()).isEqualTo(ExamPart.REGRESSION);
            assertThat(one.cluster()).as("each its own").isEqualTo(one.id());
        });
        assertThat(questions.get(0).leaf()).isEqualTo("maths");
        assertThat(questions.get(1).context()).isEqualTo("Ann sings.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {nonsense                                    | the line is no JSON
                    {"question": "What?"}                        | a line needs a question and an answer
                    {"question": " who  SINGS?", "answer": "Bob"} | this question is there twice
                    """)
    void aLineThatIsNoQuestionIsNamed(String line, String why) throws IOException {
        var file = file("{\"question\": \"Who sings?\", \"answer\": \"Ann\"}", line);

        assertThatThrownBy(() -> RegressionSet.read(file))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("questions.jsonl:2: " + why);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> RegressionSet.read(folder.resolve("gone.jsonl")))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("gone.jsonl cannot be read");
    }

    @Test
    void multipleChoiceKnowsItsLeafAndDocument() throws IOException {
        var file = file("{\"id\": \"r1\", \"question\": \"What pulls the water?\", \"choices\": [\"wind\", \"moon\"],"
                + " \"answer\": 1, \"metadata\": \"{\\\"provenance\\\": {\\\"leaf\\\": \\\"knowledge/tides\\\","
                + " \\\"document\\\": \\\"tides.md\\\"}}\"}");

        assertThat(ChoiceQuestion.read(file))
                .containsExactly(new ChoiceQuestion(
                        "r1",
                        "knowledge/tides",
                        "knowledge/tides tides.md",
                        "What pulls the water?",
                        List.of("wind", "moon"),
                        1));
    }

    @Test
    void multipleChoiceWithoutARightOneIsNamed() throws IOException {
        var file = file("{\"id\": \"r1\", \"question\": \"What?\", \"choices\": [\"wind\", \"moon\"], \"answer\": 7}");

        assertThatThrownBy(() -> ChoiceQuestion.read(file))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("questions.jsonl:1: this is no question with choices");
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("questions.jsonl"), List.of(lines));
    }
}
