package treewarden.sdg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import treewarden.domain.Leaf;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleRow;
import treewarden.domain.Score;
import treewarden.sdg.document.ReadPassages;
import treewarden.sdg.engine.RuleTeacher;
import treewarden.sdg.pipeline.PipelineSet;

/** Each flow end to end, with a teacher whose every judgment is known beforehand. */
@Timeout(300)
class FlowsTest {
    private static final Pattern COUNT = Pattern.compile("Write (\\d+) question");

    @Test
    void freeform() {
        var leaf = sample(Leaves.haiku());

        assertThat(leaf.funnel().inOneLine()).isEqualTo("9 questions -> 8 sensible -> 8 answered -> 7 kept");
        assertThat(rejections(leaf))
                .containsExactlyInAnyOrder(
                        "gen_questions: it was made before",
                        "filter_questions: Number 3 is not sensible. (0 of 1)",
                        "filter_qa_pair: Number 5 is answered badly. (1 of 3)");
        assertThat(leaf.kept()).allSatisfy(row -> {
            assertThat(row.context()).isNull();
            assertThat(row.score()).isEqualTo(new Score(2, 3));
        });
    }

    @Test
    void grounded() {
        var leaf = sample(Leaves.minutes());

        assertThat(leaf.funnel().inOneLine()).isEqualTo("9 questions -> 8 sensible -> 8 answered -> 7 kept");
        assertThat(rejections(leaf))
                .containsExactlyInAnyOrder(
                        "gen_grounded_questions: it was made before",
                        "filter_grounded_questions: Number 3 is not sensible. (0 of 1)",
                        "filter_grounded_qa_pair: Number 5 is answered badly. (1 of 3)");
        assertThat(leaf.kept())
                .extracting(SampleRow::context)
                .allSatisfy(context -> assertThat(context).startsWith("Notes "));
        assertThat(leaf.kept()).extracting(SampleRow::question).contains("Number 1?");
    }

    @Test
    void knowledge() {
        var leaf = sample(Leaves.seals());

        assertThat(leaf.funnel().inOneLine())
                .isEqualTo("9 questions and answers -> 8 faithful -> 7 relevant -> 6 kept");
        assertThat(rejections(leaf))
                .containsExactlyInAnyOrder(
                        "gen_knowledge: it was made before",
                        "filter_faithfulness: Number 3 is not in the document. (0 of 1)",
                        "filter_relevancy: Number 5 is beside the point. (1 of 2)",
                        "filter_verify_question: Number 7 cannot stand alone. (0 of 1)");
        assertThat(leaf.kept())
                .extracting(SampleRow::context)
                .allSatisfy(document -> assertThat(document).containsAnyOf("Grey seals of bay", "corrected"));
    }

    /** Its third question is not sensible, its fifth is answered badly, its seventh cannot stand alone, the last repeats. */
    private static final class Known {
        private final AtomicInteger questions = new AtomicInteger();
        private final AtomicInteger contexts = new AtomicInteger();

        String answer(String prompt) {
            var count = COUNT.matcher(prompt);
            if (count.find()) {
                int wanted = Integer.parseInt(count.group(1));
                return IntStream.range(0, wanted)
                        .mapToObj(i -> question(prompt.contains("[ANSWER]")))
                        .collect(Collectors.joining("\n"));
            }
            if (prompt.contains("Write 1 new context")) {
                return tagged("Context", "Notes " + contexts.incrementAndGet() + ".");
            }
            if (prompt.contains("spelling and grammar")) {
                return tagged("Document", "A corrected document.");
            }
            if (prompt.contains("[Start of Response]")) {
                return tagged("Response", "An answer.");
            }
            return judgment(prompt);
        }

        private String question(boolean withAnswer) {
            int number = questions.incrementAndGet();
            var text = "Number " + (number == 10 ? 9 : number) + "?";
            return withAnswer ? "[QUESTION]\n" + text + "\n[ANSWER]\nAn answer.\n[END]" : tagged("Question", text);
        }

        private static String judgment(String prompt) {
            if (prompt.contains("with a score of 0 or 1")) {
                return judged(
                        "Evaluation", "Score", prompt.contains("Number 3?"), "Number 3 is not sensible.", "0", "1");
            }
            if (prompt.contains("with a score from 1 to 3")) {
                return judged(
                        "Evaluation", "Score", prompt.contains("Number 5?"), "Number 5 is answered badly.", "1", "2");
            }
            if (prompt.contains("YES or NO")) {
                return judged(
                        "Explanation",
                        "Judgment",
                        prompt.contains("Number 3?"),
                        "Number 3 is not in the document.",
                        "NO",
                        "YES");
            }
            if (prompt.contains("with a score from 0 to 2")) {
                return judged(
                        "Feedback", "Score", prompt.contains("Number 5?"), "Number 5 is beside the point.", "1", "2");
            }
            assertThat(prompt).contains("with a rating of 0 or 1");
            return judged(
                    "Explanation", "Rating", prompt.contains("Number 7?"), "Number 7 cannot stand alone.", "0", "1");
        }

        private static String judged(
                String why, String score, boolean bad, String reason, String badScore, String good) {
            return tagged(why, bad ? reason : "It is fine.") + "\n" + tagged(score, bad ? badScore : good);
        }

        private static String tagged(String name, String text) {
            return "[Start of " + name + "]\n" + text + "\n[End of " + name + "]";
        }
    }

    private static List<String> rejections(LeafSample leaf) {
        return leaf.rejected().stream()
                .map(row -> row.rejectedBy() + ": " + row.reason()
                        + (row.score() == null
                                        || row.reason() == null
                                        || row.reason().startsWith("it was")
                                ? ""
                                : " (" + row.score().words() + ")"))
                .toList();
    }

    private static LeafSample sample(Leaf leaf) {
        var known = new Known();
        var teacher = new RuleTeacher(
                1, ask -> RuleTeacher.said(known.answer(ask.prompt().user())));
        var report = new Sampler(() -> teacher, PipelineSet.named("full"), ReadPassages.NOT_FETCHED, SampleLimits.USUAL)
                .sample(Leaves.request(leaf), SampleProgress.NOBODY);
        assertThat(report.leaves().get(0).problem()).isNull();
        return report.leaves().get(0);
    }
}
