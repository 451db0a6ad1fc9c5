package treewarden.sdg.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import treewarden.sdg.data.DataRow;
import treewarden.sdg.data.Origin;

class PairTest {
    private static Pair of(Map<String, String> columns) {
        return Pair.of(DataRow.of(new Origin("compositional_skills/a", 0, null), columns, null));
    }

    @Test
    void aContextStandsBeforeItsQuestionOnce() {
        assertThat(of(Map.of("context", "It rains.", "question", "It rains.\n\nDoes it?", "response", "Yes.")))
                .isEqualTo(new Pair("It rains.\n\nDoes it?", "Yes."));
        assertThat(of(Map.of("context", "It rains.", "question", "Does it?", "response", "Yes.")))
                .isEqualTo(new Pair("It rains.\n\nDoes it?", "Yes."));
    }

    @Test
    void aTextThatHoldsBothIsSplitWhereTheQuestionEnds() {
        assertThat(of(Map.of("output", "Who said \"why?\" to whom?\nAnn to Ben.")))
                .isEqualTo(new Pair("Who said \"why?\" to whom?", "Ann to Ben."));
        assertThat(of(Map.of("output", "What is a?b in C? A conditional.")))
                .isEqualTo(new Pair("What is a?b in C?", "A conditional."));
    }

    @Test
    void aTextWithoutAQuestionIsNotWhole() {
        assertThat(of(Map.of("output", "Write a haiku.")).isWhole()).isFalse();
        assertThat(of(Map.of("output", "Why?")).isWhole()).isFalse();
        assertThat(of(Map.of("question", "Why?")).isWhole()).isFalse();
    }
}
