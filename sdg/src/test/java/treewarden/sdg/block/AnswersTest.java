package treewarden.sdg.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AnswersTest {
    private static final TagParser QUESTIONS = tags("question", "Question");
    private static final TagParser JUDGE = tags("evaluation", "Evaluation", "score", "Score");
    private static final PatternParser PAIRS = new PatternParser(
            List.of("question", "response"),
            Pattern.compile(
                    "(?i)\\[QUESTION\\]\\s*(.*?)\\s*\\[ANSWER\\]\\s*(.*?)\\s*(?:\\[END\\]|(?=\\[QUESTION\\])|$)",
                    Pattern.DOTALL),
            List.of("[END]", "[End]"));

    @Test
    void findsEachTextBetweenItsTags() {
        var parsed = QUESTIONS.parse(
                "Sure:\n[Start of Question]\n Why? \n[End of Question]\n[start of question]How?[END OF QUESTION] bye");

        assertThat(parsed.items()).containsExactly(Map.of("question", "Why?"), Map.of("question", "How?"));
        assertThat(parsed.broken()).isZero();
    }

    @Test
    void aTextThatLostItsEndIsNotTakenAndDoesNotSpoilTheOthers() {
        var parsed = QUESTIONS.parse(
                "[Start of Question]One?[End of Question][Start of Question]Two? [Start of Question]Three?[End of Question]"
                        + "[Start of Question]Four");

        assertThat(parsed.items()).containsExactly(Map.of("question", "One?"));
        assertThat(parsed.broken()).isEqualTo(1);
    }

    @Test
    void partsAreJoinedByTheirPlaceAndNotByTheirNumber() {
        var parsed = tags("question", "Question", "response", "Response")
                .parse("[Start of Question]A?[End of Question][Start of Response]a[End of Response]"
                        + "[Start of Question]B?[End of Question]"
                        + "[Start of Question]C?[End of Question][Start of Response]c[End of Response]");

        assertThat(parsed.items())
                .containsExactly(Map.of("question", "A?", "response", "a"), Map.of("question", "C?", "response", "c"));
        assertThat(parsed.broken()).isEqualTo(1);
    }

    @Test
    void aJudgeMayGiveTheScoreFirst() {
        var parsed = JUDGE.parse("[Start of Score]1[End of Score][Start of Evaluation]Fine.[End of Evaluation]");

        assertThat(parsed.items()).containsExactly(Map.of("evaluation", "Fine.", "score", "1"));
    }

    @Test
    void saysWhatAnAnswerLacks() {
        assertThat(QUESTIONS.parse("").missing()).isEqualTo("is empty");
        assertThat(QUESTIONS.parse("I cannot do that.").missing())
                .isEqualTo("has no [Start of Question]; it begins with \"I cannot do that.\"");
        assertThat(QUESTIONS.parse("[Start of Question] Why does").missing())
                .startsWith("has no [End of Question]; it begins with");
        assertThat(QUESTIONS.parse("[Start of Question]  [End of Question]").missing())
                .isEqualTo("has nothing between [Start of Question] and [End of Question]");
        assertThat(JUDGE.parse("[Start of Evaluation]Fine.[End of Evaluation]").missing())
                .startsWith("has no [Start of Score]");
    }

    @Test
    void emptyTagsTakeTheWholeAnswer() {
        var whole = new TagParser(Map.of("text", new TagParser.Tags("", "")));

        assertThat(whole.parse("  all of it ").items()).containsExactly(Map.of("text", "all of it"));
        assertThat(whole.parse("  all of it ").isLastOpen()).isTrue();
        assertThat(whole.parse(" \n ").items()).isEmpty();
    }

    @Test
    void findsQuestionsWithTheirAnswers() {
        var parsed = PAIRS.parse(
                "[QUESTION]\nOne?\n[ANSWER]\nuno\n[END]\n[Question] Two? [Answer] due [Question]\nThree?\n[ANSWER]\ntre");

        assertThat(parsed.items())
                .containsExactly(
                        Map.of("question", "One?", "response", "uno"),
                        Map.of("question", "Two?", "response", "due"),
                        Map.of("question", "Three?", "response", "tre"));
        assertThat(parsed.isLastOpen()).isTrue();
        assertThat(PAIRS.parse("[QUESTION]One?[ANSWER]uno[END]").isLastOpen()).isFalse();
    }

    @Test
    @Timeout(300)
    void aHostileAnswerCannotKeepAnExpressionBusy() {
        var evil = new PatternParser(List.of("x"), Pattern.compile("((?:a+)+)b"), List.of());

        assertThat(evil.parse("a".repeat(30_000)).missing()).isEqualTo("takes too long to be taken apart");
        assertThat(PAIRS.parse("[QUESTION]" + " ".repeat(30_000)).items()).isEmpty();
        assertThat(PAIRS.parse("[QUESTION] ".repeat(20_000)).items()).isEmpty();
    }

    @Test
    @Timeout(300)
    void aHostileAnswerCannotKeepTheTagsBusy() {
        assertThat(JUDGE.parse("[Start of Evaluation]".repeat(12_000)).items()).isEmpty();
        assertThat(JUDGE.parse("[Start of Evaluation]x[End of Evaluation]".repeat(6_000))
                        .items())
                .isEmpty();
        assertThat(QUESTIONS
                        .parse("[Start of Question]x[End of Question]".repeat(6_000))
                        .items())
                .hasSize(6_000);
    }

    private static TagParser tags(String... columnsAndNames) {
        var tags = new LinkedHashMap<String, TagParser.Tags>();
        for (int i = 0; i < columnsAndNames.length; i += 2) {
            tags.put(
                    columnsAndNames[i],
                    new TagParser.Tags(
                            "[Start of " + columnsAndNames[i + 1] + "]", "[End of " + columnsAndNames[i + 1] + "]"));
        }
        return new TagParser(tags);
    }
}
