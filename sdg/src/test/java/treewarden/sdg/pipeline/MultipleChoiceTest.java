package treewarden.sdg.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipleChoiceTest {
    private static final String QUESTION = "What do seals eat?\n\nA) Grass\nB) Fish\nC) Sand\nD) Wood";

    @Test
    void takesQuestionChoicesAndAnswerApart() {
        var one = MultipleChoice.of(QUESTION, "B) Fish").orElseThrow();

        assertThat(one.question()).isEqualTo("What do seals eat?");
        assertThat(one.choices()).isEqualTo(List.of("Grass", "Fish", "Sand", "Wood"));
        assertThat(one.answer()).isEqualTo('B');
        assertThat(one.answerIndex()).isEqualTo(1);
        assertThat(MultipleChoice.of("When?\n(A) a b\n(B) c\n**C)** d\n D. e", "(D) e"))
                .hasValueSatisfying(other -> assertThat(other.choices()).containsExactly("a b", "c", "d", "e"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"B", "B)", "B) Fish", "B: Fish", "(B)", "**B) Fish**", "B. Fish\nbecause"})
    void theAnswerBeginsWithItsLetter(String answer) {
        assertThat(MultipleChoice.of(QUESTION, answer))
                .hasValueSatisfying(one -> assertThat(one.answer()).isEqualTo('B'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "E) Stones", "Fish", "Because B", "b) Fish"})
    void anAnswerThatIsNoneOfTheChoicesIsNotTaken(String answer) {
        assertThat(MultipleChoice.of(QUESTION, answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What?",
                "What?\nA) a\nB) b\nC) c",
                "What?\nA) a\nB) b\nC) c\nD) d\nE) e",
                "What?\nA) a\nC) c\nB) b\nD) d",
                "What?\nA) a\nB) A\nC) c\nD) d",
                "A) a\nB) b\nC) c\nD) d",
                "What? A) a B) b C) c D) d",
                "What?\nA)\nB) b\nC) c\nD) d"
            })
    void aQuestionWithoutExactlyFourChoicesIsNotTaken(String question) {
        assertThat(MultipleChoice.of(question, "A) a")).isEmpty();
    }

    @Test
    @Timeout(300)
    void aHostileQuestionCannotKeepItBusy() {
        assertThat(MultipleChoice.of("* ".repeat(9_000), "A")).isEmpty();
        assertThat(MultipleChoice.of("A) ".repeat(100_000), "A")).isEmpty();
    }
}
