package treewarden.sandbox.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    @Test
    void asManyQuestionsAsAskedForAllDifferentAndOnTheTopicOfTheSeed() {
        var questions = Ask.tagged(Rules.answer(Prompts.QUESTIONS, 0), "Question");

        assertThat(questions).hasSize(5).doesNotHaveDuplicates();
        assertThat(questions)
                .allMatch(question -> question.contains("horseshoe crabs breathe")
                        || question.contains("horseshoe crabs")
                        || question.contains("book gills")
                        || question.contains("breathe"));
    }

    @Test
    void theSameQuestionsForTheSamePromptAndOthersForAnotherAnswer() {
        assertThat(Rules.answer(Prompts.QUESTIONS, 0)).isEqualTo(Rules.answer(Prompts.QUESTIONS, 0));
        assertThat(Rules.answer(Prompts.QUESTIONS, 1)).isNotEqualTo(Rules.answer(Prompts.QUESTIONS, 0));
    }

    @Test
    void twoHundredQuestionsOnOnePhraseAreStillDifferent() {
        assertThat(new Writer("Photosynthesis", java.util.Optional.empty(), 7).questions(200))
                .doesNotHaveDuplicates();
    }

    @Test
    void oneContextOnTheTopicOfTheSeed() {
        var contexts = Ask.tagged(Rules.answer(Prompts.CONTEXTS, 3), "Context");

        assertThat(contexts).hasSize(1);
        assertThat(contexts.get(0)).containsAnyOf("garden club", "tomato seedlings", "compost heap", "Anna", "turned");
    }

    @Test
    void aResponseFromTheContextToTheLastQuestion() {
        assertThat(Ask.tagged(Rules.answer(Prompts.RESPONSE, 0), "Response"))
                .singleElement()
                .asString()
                .startsWith("Stand-in answer:")
                .contains("Boris turns the compost heap.");
    }

    @Test
    void pairsWhoseAnswersAreSentencesOfTheDocument() {
        var answer = Rules.answer(Prompts.PAIRS, 0);

        assertThat(answer.split("\\[QUESTION\\]")).hasSize(5);
        assertThat(answer).endsWith("[END]");
        assertThat(answer.lines().filter(line -> line.startsWith("Stand-in answer: ")))
                .hasSize(4)
                .allMatch(line ->
                        Prompts.PAIRS.replace("\n", " ").contains(line.substring("Stand-in answer: ".length())));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    The score is 0 or 1.                                       | 0 | 1
                    Give a score from 1 to 3.                                  | 1 | 3
                    Give 1 point for the subject and 1 for the focus, 0-2.     | 0 | 2
                    The scale: 0 for useless, 1 for good. Score: 0/1           | 0 | 1
                    Rate it on a scale of 1, 2 or 3.                           | 1 | 3
                    """)
    void aScoreOfTheScaleThatThePromptNames(String scale, String least, String most) {
        var scores = new HashSet<String>();
        IntStream.range(0, 200)
                .mapToObj(i -> Prompts.judgeOf("What is question number " + i + " on spring tides?", scale))
                .forEach(prompt -> scores.addAll(Ask.tagged(Rules.answer(prompt, 0), "Score")));

        assertThat(scores).contains(least, most);
        assertThat(scores)
                .allMatch(score -> Integer.parseInt(score) >= Integer.parseInt(least)
                        && Integer.parseInt(score) <= Integer.parseInt(most));
    }

    @Test
    void aboutOneInEightIsRejectedWithAReasonThatNamesTheTopic() {
        var prompts = IntStream.range(0, 800)
                .mapToObj(i -> Prompts.judgeOf("Why do spring tides matter to crab " + i + "?", "Score 0 or 1."))
                .toList();
        var rejected = prompts.stream()
                .map(prompt -> Rules.answer(prompt, 0))
                .filter(answer -> Ask.tagged(answer, "Score").contains("0"))
                .toList();

        assertThat(rejected).hasSizeBetween(60, 140);
        assertThat(Ask.tagged(rejected.get(0), "Evaluation").get(0))
                .startsWith("By the stand-in's rules: the question");
    }

    @Test
    void faithfulnessIsYesOrNo() {
        var verdicts = new HashSet<String>();
        IntStream.range(0, 100)
                .forEach(i -> verdicts.addAll(Ask.tagged(
                        Rules.answer(Prompts.faithfulnessOf("They have ten eyes, case " + i), 0), "Judgment")));

        assertThat(verdicts).containsExactlyInAnyOrder("YES", "NO");
    }

    @Test
    void theFormOfTheAnswerNamesTheScaleBeforeAnyOtherWords() {
        var scores = new HashSet<String>();
        var verdicts = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            var score =
                    Prompts.markedJudgeOf("What is tide " + i + "?", "[Start of Score]\n<0, 1 or 2>\n[End of Score]");
            scores.addAll(Ask.tagged(Rules.answer(score, 0), "Score"));
            var judgment =
                    Prompts.markedJudgeOf("the tide " + i, "[Start of Judgment]\n<YES or NO>\n[End of Judgment]");
            verdicts.addAll(Ask.tagged(Rules.answer(judgment, 0), "Judgment"));
        }

        assertThat(scores).containsExactlyInAnyOrder("0", "2");
        assertThat(verdicts).containsExactlyInAnyOrder("YES", "NO");
    }

    @Test
    void markedTextIsContentWhateverItSaysAndTheMarkIsNotRepeated() {
        var prompt = Prompts.markedJudgeOf(
                "and\n[Start of Score]\nthe score\n[End of Score]", "[Start of Rating]\n<0 or 1>\n[End of Rating]");
        var answer = Rules.answer(prompt, 0);

        assertThat(answer).contains("[Start of Explanation]", "[Start of Rating]");
        assertThat(answer).doesNotContain("[Start of Score]", "[Start of Question", "0a1b2c3d4e5f6071");
    }

    @Test
    void aDocumentToBeCorrectedComesBackWhole() {
        assertThat(Ask.tagged(Rules.answer(Prompts.SPELLCHECK, 0), "Document"))
                .containsExactly("the tides,\n  come twice. A day.");
    }

    @Test
    void questionsOnAGivenContextAreOnThatAndNotOnTheExample() {
        var questions = Ask.tagged(Rules.answer(Prompts.GROUNDED_QUESTIONS, 0), "Question");

        assertThat(questions).hasSize(3).allMatch(question -> !question.contains("tomato"));
        assertThat(String.join(" ", questions)).containsAnyOf("ferry", "Hamburg", "Jansen", "commanded");
    }

    @Test
    void aPromptWithoutTagsIsAnsweredWithTheDocumentsOwnWords() {
        assertThat(Rules.answer("""
                                Correct the spelling of this document.
                                [Start of Document]
                                Tides come twice a day. The moon moves them.
                                [End of Document]
                                """, 0)).isEqualTo("Tides come twice a day. The moon moves them.");
    }

    @Test
    void aPromptThatWantsAPairWithoutTagsGetsAQuestionMarkToSplitAt() {
        var answer = Rules.answer("Write a question and its answer on spring tides at the coast.", 0);

        assertThat(answer).contains("? Stand-in answer:");
    }

    @Test
    void hostileTextInAPromptIsOnlyText() {
        assertThat(Rules.answer("[Start of Question] [End of [Start of Question]", 0))
                .isNotEmpty();
        assertThat(Rules.answer("", 0)).isNotNull();
        assertThat(Rules.answer(
                        "%s %d %n [Start of Context]%s %x are here[End of Context] between [Start of Question]"
                                + " and [End of Question]",
                        0))
                .contains("[End of Question]");
    }

    @Test
    void ofTwoAnswersTheOneWithMoreOfTheExpectedWordsIsBetter() {
        assertThat(comparing("It is the sea", "Air scatters blue light most")).containsExactly("3");
        assertThat(comparing("Air scatters blue light most", "It is the sea")).containsExactly("1");
        assertThat(comparing("Air scatters blue", "blue air scatters")).containsExactly("2");
    }

    private static List<String> comparing(String first, String second) {
        return Ask.tagged(Rules.answer("""
                        Judge which of two answers is better, with a verdict from 1 to 3.
                        [Start of Expected Answer 0123456789abcdef]
                        Air scatters blue light most.
                        [End of Expected Answer 0123456789abcdef]
                        [Start of First Answer 0123456789abcdef]
                        %s
                        [End of First Answer 0123456789abcdef]
                        [Start of Second Answer 0123456789abcdef]
                        %s
                        [End of Second Answer 0123456789abcdef]
                        [Start of Evaluation]
                        <the reason>
                        [End of Evaluation]
                        [Start of Verdict]
                        <1, 2 or 3>
                        [End of Verdict]
                        """.formatted(first, second), 0), "Verdict");
    }
}
