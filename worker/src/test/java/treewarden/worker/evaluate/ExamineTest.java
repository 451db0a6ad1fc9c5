package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import treewarden.domain.Score;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.ExaminedChoice;
import treewarden.domain.release.GateCriterion;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.Preference;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Json;
import treewarden.sandbox.teacher.Asked;
import treewarden.sdg.SampleProgress;
import treewarden.sdg.teacher.TeacherException;
import treewarden.worker.evaluate.ExamRequest.Examinees;

/** What is asked, what is judged, and what is kept of it. */
class ExamineTest extends ExamRoom {
    @Test
    void everyModelIsAskedEveryQuestionAndEveryAnswerIsKeptAndScored() {
        var held = held(Leaves.skill("skills/haiku", 5), Leaves.knowledge("knowledge/tides", "https://x/tides", 5));
        learn("candidate", held);
        learn("last", held.subList(0, 1));

        var report = run(held, LAST, "candidate", "last", "base");

        assertThat(opened).containsExactly("candidate", "last", "base");
        assertThat(report.questions())
                .hasSize(4)
                .extracting(one -> one.question())
                .isEqualTo(held);
        assertThat(report.questions())
                .allSatisfy(one -> assertThat(one.candidate().text())
                        .isEqualTo(one.question().expected()))
                .allSatisfy(one -> assertThat(one.candidate().score()).isEqualTo(new Score(5, 5)))
                .extracting(one -> one.pair().agreed().orElseThrow())
                .containsExactly(Preference.SAME, Preference.BETTER, Preference.BETTER, Preference.BETTER);
        assertThat(report.questions().get(1).beside().text()).startsWith("Stand-in student: nothing was learnt");
        assertThat(report.questions().get(1).base())
                .extracting(ExamAnswer::text)
                .asString()
                .startsWith("Stand-in student: nothing was learnt");
        assertThat(report.models().judge()).isEqualTo(judge.model());
        assertThat(report.models().rubric()).startsWith("precheck/judge ");
        assertThat(report.models().pairRubric()).startsWith("evaluation/compare ");
        assertThat(report.at()).isEqualTo(NOON);
        assertThat(report.usage().requests())
                .as("three scores for each, and three pairs in both orders")
                .isEqualTo(18);
    }

    @Test
    void knowledgeIsAskedWithoutItsDocumentAndTheJudgeSeesIt() {
        var held = held(Leaves.knowledge("knowledge/tides", "https://x/tides", 5));

        run(held, LAST, "candidate", "last", null);

        assertThat(server("candidate").asked())
                .extracting(Asked::prompt)
                .containsExactlyInAnyOrderElementsOf(
                        held.stream().map(ExamQuestion::question).toList());
        assertThat(judge.asked()).extracting(Asked::prompt).allMatch(prompt -> prompt.contains("pulls the water of"));
    }

    @Test
    void theJudgeSeesEachPairInBothOrders() {
        var held = held(Leaves.skill("skills/haiku", 5));
        learn("candidate", held);

        run(held, LAST, "candidate", "last", null);

        var pairs = judge.asked().stream()
                .map(Asked::prompt)
                .filter(prompt -> prompt.contains("Start of Second Answer"))
                .toList();
        assertThat(pairs).hasSize(2);
        assertThat(pairs)
                .extracting(prompt -> prompt.indexOf("Silent") < prompt.indexOf("Stand-in student"))
                .as("the expected answer stands first in either; the candidate's is before or after the other's")
                .containsOnly(true);
        assertThat(pairs.stream()
                        .map(prompt -> prompt.substring(prompt.indexOf("[Start of First Answer"))
                                .contains("Stand-in student"))
                        .toList())
                .containsOnly(true);
        assertThat(pairs.stream()
                        .filter(prompt -> prompt.substring(
                                        prompt.indexOf("[Start of First Answer"),
                                        prompt.indexOf("[Start of Second Answer"))
                                .contains("Stand-in student")))
                .hasSize(1);
    }

    @Test
    void aCandidateThatFallsSilentLosesAndIsNotLeftOut() {
        var held = held(Leaves.skill("skills/haiku", 5));
        learn("last", held);
        server("candidate").learns(held.get(0).question(), "   ");

        var examined = run(held, LAST, "candidate", "last", null).questions().get(0);

        assertThat(examined.candidate().text()).isEmpty();
        assertThat(examined.candidate().score()).isEqualTo(new Score(1, 5));
        assertThat(examined.pair().agreed()).contains(Preference.WORSE);
    }

    @Test
    void theFirstReleaseIsComparedWithTheBaseModelAlone() {
        var held = held(Leaves.skill("skills/haiku", 5));
        learn("candidate", held);

        var report = run(held, null, "candidate", "base", null);

        assertThat(report.models().last()).isNull();
        assertThat(report.models().besideWords()).isEqualTo("the base model");
        assertThat(report.questions().get(0).base()).isNull();
        assertThat(report.questions().get(0).pair().agreed()).contains(Preference.BETTER);
    }

    @Test
    void multipleChoiceIsAnsweredByTheLikelihoodOfEachChoice() {
        server("candidate").learns("anything", "the moon");
        server("last").learns("anything", "the wind");

        var report = chosen(tides("c1"));

        assertThat(report.choices())
                .extracting(one -> tuple(one.candidate(), one.beside(), one.difference()))
                .containsExactly(tuple(2, 1, 1));
        assertThat(server("candidate").asked().get(0).prompt())
                .startsWith(
                        "What pulls the water?\nA. the fish\nB. the wind\nC. the moon\nD. the rain\nAnswer: the fish");
    }

    @Test
    void aServerThatIsFullForAMomentIsAskedAgain() {
        server("candidate").learns("anything", "the moon");
        server("candidate").faults().next(2, "POST", "/v1/completions", Fault.status(503));
        server("last").faults().next("POST", "/v1/completions", Fault.status(429, Map.of("Retry-After", "0")));

        assertThat(chosen(tides("c1")).choices()).hasSize(1);
    }

    @Test
    void oneThatStaysFullEndsTheExamForAnotherTry() {
        server("candidate")
                .faults()
                .always("POST", "/v1/completions", Fault.status(503, Map.of("Retry-After", "3600")));

        assertThatThrownBy(() -> chosen(tides("c1")))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("answered 503 to a multiple-choice question");
    }

    @Test
    void whatIsLongerThanTheContextOfOneIsAskedOfNoneAndCounted() {
        var body = Json.object();
        body.putObject("error")
                .put("message", "This model's maximum context length is 2048 tokens, but 2300 were asked for.");
        server("last").faults().next("POST", "/v1/completions", Fault.answer(Answer.json(400, body)));

        var report = chosen(tides("c1"), tides("c2"));

        assertThat(report.choices()).extracting(ExaminedChoice::id).containsExactly("c2");
        assertThat(report.tooLong()).isEqualTo(1);
        assertThat(Gate.decide(GateRule.USUAL, report).criteria())
                .extracting(GateCriterion::words)
                .anyMatch(words -> words.endsWith("1 more are longer than a model's context, and were asked of none."));
    }

    private EvaluationReport chosen(ChoiceQuestion... questions) {
        return examine.run(
                new ExamRequest(
                        THIS,
                        LAST,
                        Set.of(),
                        List.of(),
                        List.of(questions),
                        clean(),
                        RunTasks.NONE,
                        new Examinees(open("candidate"), open("last"), null)),
                SampleProgress.NOBODY);
    }

    private static ChoiceQuestion tides(String id) {
        return new ChoiceQuestion(
                id,
                "knowledge/tides",
                "knowledge/tides tides.md",
                "What pulls the water?",
                List.of("the fish", "the wind", "the moon", "the rain"),
                2);
    }

    @Test
    void aJudgeThatIsGoneEndsTheExamForAnotherTry() {
        var held = held(Leaves.skill("skills/haiku", 5));
        learn("candidate", held);
        judge.close();

        assertThatThrownBy(() -> run(held, LAST, "candidate", "last", null)).isInstanceOf(TeacherException.class);
    }

    @Test
    void whoeverCancelsIsHeard() {
        var held = held(Leaves.skill("skills/haiku", 5));
        var progress = new SampleProgress() {
            @Override
            public void progressed(int done, int of, String what) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };

        assertThatThrownBy(() -> examine.run(request(held, LAST, "candidate", "last", null), progress))
                .isInstanceOf(CancellationException.class);
    }
}
