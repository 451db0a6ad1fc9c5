package treewarden.sdg.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import treewarden.domain.LeafKind;
import treewarden.sdg.block.Row;
import treewarden.sdg.pipeline.PipelineSet;

class EstimateTest extends EngineHarness {
    private static final Assumptions ALL_PASS = new Assumptions(1, 1, 60, 30);

    private static Estimate of(Work work, Assumptions assumed) {
        return EstimateWork.of(work, assumed, PromptTokens.ABOUT);
    }

    @Test
    void itCountsWhatARunWouldAsk() {
        var estimate = of(work("leaf", 3), ALL_PASS);
        var ran = run(RuleTeacher.saying(EngineTest::twoQuestions), work("leaf", 3));

        assertThat(estimate.seeds()).isEqualTo(3);
        assertThat(estimate.requests())
                .isEqualTo(ran.summary("leaf").usage().requests())
                .isEqualTo(9);
        assertThat(estimate.rows()).isEqualTo(ran.rows("leaf").size()).isEqualTo(6);
    }

    @Test
    void rowsThatAreSortedOutAskNoMore() {
        // One question for 30, which 95 in a hundred are new; each is judged; four of five are answered and judged
        // again.
        var pipeline = PipelineSet.named("full").pipeline(LeafKind.FREEFORM_SKILL);
        var estimate = of(new Work("leaf", pipeline, seeds(100)), Assumptions.USUAL);

        double questions = 100 * 30 * 0.95;
        assertThat(estimate.requests()).isEqualTo(Math.round(100 + questions * (1 + 0.8 + 0.8)));
        assertThat(estimate.rows()).isEqualTo(Math.round(questions * 0.8 * 0.8));
    }

    @Test
    void moreSeedsThanAreWalkedAreTakenToBeLikeThem() {
        assertThat(of(work("leaf", 10_000), ALL_PASS).requests()).isEqualTo(30_000);
    }

    @Test
    void aQuestionThatIsTheSameForSeveralSeedsCountsOnce() {
        var pipeline = PipelineSet.named("full").pipeline(LeafKind.KNOWLEDGE);
        // Two pieces of a document, each with five examples.
        var seeds = IntStream.range(0, 10)
                .mapToObj(i -> knowledge(i, "Piece " + i / 5 + " of the document.", "Example " + i % 5))
                .toList();
        var estimate = of(new Work("leaf", pipeline, seeds), ALL_PASS);

        // Spelling is corrected once for each piece at most; two variants of each seed are asked about, five items
        // each.
        assertThat(estimate.requests()).isLessThanOrEqualTo(10 + 20 + 3 * 100);
        assertThat(estimate.rows()).isEqualTo(100);
    }

    @Test
    void longSeedsMakeLongPromptsAndAnswers() {
        var pipeline = PipelineSet.named("full").pipeline(LeafKind.FREEFORM_SKILL);
        var small = of(new Work("leaf", pipeline, List.of(seed(0, "short"))), ALL_PASS);
        var large = of(new Work("leaf", pipeline, List.of(seed(0, "long ".repeat(400)))), ALL_PASS);

        assertThat(large.requests()).isEqualTo(small.requests());
        assertThat(large.promptTokens()).isGreaterThan(small.promptTokens() + 30 * 400);
        assertThat(large.answerTokens()).isGreaterThan(small.answerTokens() + 30 * 400);
    }

    @Test
    void theTimeIsThatOfTheAnswersInAllSlots() {
        var estimate = new Estimate(1, 10, 1_000, 64 * 30 * 50, 5);

        assertThat(estimate.time(64, Assumptions.USUAL)).isEqualTo(Duration.ofSeconds(50));
        assertThat(estimate.plus(estimate).tokens()).isEqualTo(2 * (1_000 + 64 * 30 * 50));
        assertThat(of(work("none", 0), ALL_PASS)).isEqualTo(Estimate.NOTHING);
    }

    private static Row knowledge(int number, String document, String example) {
        var columns = new HashMap<String, String>();
        List.of("document_outline", "domain", "icl_query_1", "icl_query_2", "icl_query_3")
                .forEach(column -> columns.put(column, "outline"));
        List.of("icl_response_1", "icl_response_2", "icl_response_3")
                .forEach(column -> columns.put(column, "an answer"));
        columns.putAll(Map.of("document", document, "icl_document", example));
        return Row.seed(number, columns);
    }
}
