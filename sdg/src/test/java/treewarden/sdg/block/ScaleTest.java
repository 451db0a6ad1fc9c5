package treewarden.sdg.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Score;

class ScaleTest {
    private static final Scale ONE_TO_THREE = Scale.of(List.of(1, 3)).orElseThrow();
    private static final Scale NO_YES = Scale.of(List.of("NO", "YES")).orElseThrow();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2|2",
                "2.0|2",
                "**2**|2",
                "Score: 2|2",
                "2/3|2",
                "2 out of 3|2",
                "2 of 3.|2",
                "3 - an expert's answer|3",
                "1.|1",
                "'\"2\"'|2",
                "2.5|2.5",
                "The score is: 3|3",
                "<2>|2"
            })
    void aScoreIsReadWithPatience(String text, String read) {
        assertThat(ONE_TO_THREE.read(text)).hasValueSatisfying(given -> {
            assertThat(given.text()).isEqualTo(read);
            assertThat(given.score()).isEqualTo(new Score(Double.parseDouble(read), 3));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "999",
                "0",
                "-1",
                "4",
                "NaN",
                "Infinity",
                "1e9",
                "3.0001",
                "",
                "good",
                "2 or 3",
                "between 1 and 2",
                "2/5",
                "10",
                "1,000",
                "٢",
                "2 because it is 3 times better",
                "0x2",
                "2\u0000 3"
            })
    void whatIsNotOnTheScaleIsNoScore(String text) {
        assertThat(ONE_TO_THREE.read(text)).isEmpty();
    }

    @Test
    void aLongTextIsNoScore() {
        assertThat(ONE_TO_THREE.read("2" + " ".repeat(300))).isEmpty();
        assertThat(ONE_TO_THREE.refusal("999"))
                .isEqualTo("gives the score \"999\", which is not on the scale from 1 to 3");
    }

    @Test
    void wordsAreReadWhateverStandsAroundThem() {
        for (var text : List.of("YES", "yes", "Yes.", "**YES**", "Judgment: YES", "<YES>")) {
            assertThat(NO_YES.read(text)).as(text).hasValueSatisfying(given -> {
                assertThat(given.text()).isEqualTo("YES");
                assertThat(given.score()).isEqualTo(new Score(1, 1));
            });
        }
        assertThat(NO_YES.read("NO"))
                .hasValueSatisfying(given -> assertThat(given.score()).isEqualTo(new Score(0, 1)));
        for (var text : List.of("YES or NO", "maybe", "", "YESTERDAY", "1")) {
            assertThat(NO_YES.read(text)).as(text).isEmpty();
        }
    }

    @Test
    void aScaleHasTwoEndsOrSomeWords() {
        assertThat(Scale.of(List.of(1))).isEmpty();
        assertThat(Scale.of(List.of(3, 1))).isEmpty();
        assertThat(Scale.of(List.of("YES"))).isEmpty();
        assertThat(Scale.of(List.of(1, "YES"))).isEmpty();
    }
}
