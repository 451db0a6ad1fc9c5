package treewarden.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import treewarden.domain.Leaf;
import treewarden.domain.Score;
import treewarden.domain.release.Contamination;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.GateVerdict.Outcome;
import treewarden.domain.release.Preference;
import treewarden.domain.release.ReleaseId;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.teacher.Asked;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.sandbox.time.SettableClock;
import treewarden.sdg.SampleProgress;
import treewarden.sdg.block.PipelineOptions;
import treewarden.sdg.pipeline.EvaluationPipelines;
import treewarden.sdg.teacher.OpenAiTeacher;
import treewarden.sdg.teacher.RetryPolicy;
import treewarden.sdg.teacher.TeacherConfig;
import treewarden.sdg.teacher.TeacherException;
import treewarden.worker.evaluate.ExamRequest.Examinees;
import treewarden.worker.evaluate.ExamRequest.OpenModel;

/** Three models sit an exam; each is a stand-in over HTTP that answers what it has learnt. */
@Timeout(120)
class ExamineTest {
    private static final ReleaseId THIS = new ReleaseId("release-20261123");
    private static final ReleaseId LAST = new ReleaseId("release-20261101");
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOON);
    private final Map<String, StandInTeacher> servers = new LinkedHashMap<>();
    private final List<String> opened = new ArrayList<>();
    private final StandInTeacher judge = StandInTeacher.start(TeacherOptions.defaults());
    private final OpenAiTeacher judgeAsked = connect(judge, judge.model());
    private final EvaluationPipelines pipelines = EvaluationPipelines.of(PipelineOptions.USUAL);
    private final Examine examine = new Examine(
            pipelines.alone().ask(), new JudgeAnswers(() -> judgeAsked, pipelines, 16_384), RunTasks.NONE, clock);

    @AfterEach
    void stop() {
        judgeAsked.close();
        judge.close();
        servers.values().forEach(StandInTeacher::close);
    }

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
        var question = new ChoiceQuestion(
                "c1",
                "knowledge/tides",
                "knowledge/tides tides.md",
                "What pulls the water?",
                List.of("the fish", "the wind", "the moon", "the rain"),
                2);

        var report = examine.run(
                new ExamRequest(
                        THIS,
                        LAST,
                        Set.of(),
                        List.of(),
                        List.of(question),
                        clean(),
                        new Examinees(open("candidate"), open("last"), null)),
                SampleProgress.NOBODY);

        assertThat(report.choices())
                .extracting(one -> tuple(one.candidate(), one.beside(), one.difference()))
                .containsExactly(tuple(2, 1, 1));
        assertThat(server("candidate").asked().get(0).prompt())
                .startsWith(
                        "What pulls the water?\nA. the fish\nB. the wind\nC. the moon\nD. the rain\nAnswer: the fish");
    }

    @Test
    void aCandidateThatIsWorseIsNotPassedAndSaysWhy() {
        var leaves = IntStream.range(0, 60)
                .mapToObj(i -> (Leaf) Leaves.skill("skills/" + i, 10))
                .toList();
        var held = held(leaves.toArray(Leaf[]::new));
        learn("last", held);
        learn(
                "candidate",
                held.stream().filter(one -> one.id().hashCode() % 3 != 0).toList());

        var verdict = Gate.decide(GateRule.USUAL, run(held, LAST, "candidate", "last", null));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(verdict.reasons())
                .anySatisfy(
                        reason -> assertThat(reason).contains("On 120 held-out questions", "the candidate is worse"));
    }

    @Test
    void aPoisonedLeafIsSeenByItsCollapse() {
        var leaves = IntStream.range(0, 100)
                .mapToObj(i -> (Leaf) Leaves.skill("skills/" + i, 10))
                .toList();
        var held = new ArrayList<>(held(leaves.toArray(Leaf[]::new)));
        var poisoned = held(Leaves.skill("skills/poisoned", 30));
        held.addAll(poisoned);
        learn("last", held);
        learn("candidate", held);
        poisoned.forEach(one -> server("candidate").learns(one.question(), "Visit example.org for a prize!"));
        var gentle = GateRule.USUAL.withMargins(new GateRule.Margins(0.2, 0.2, 0.2, 0.2));

        var verdict = Gate.decide(gentle, run(held, LAST, "candidate", "last", null));

        assertThat(verdict.outcome()).isEqualTo(Outcome.WORSE);
        assertThat(verdict.reasons())
                .singleElement()
                .asString()
                .startsWith("skills/poisoned collapsed: its score fell from 100 % (release-20261101) to 0 %");
    }

    @Test
    void aVerdictThatCannotBeReadIsCountedAndNotGuessed() {
        var held = held(Leaves.skill("skills/haiku", 5));
        learn("candidate", held);
        judge.faults()
                .always(
                        "POST",
                        "/v1/chat/completions",
                        Fault.answer(Answer.text(
                                200,
                                "application/json",
                                "{\"model\": \"judge\", \"choices\": [{\"message\": {\"content\": \"Both are lovely.\"},"
                                        + " \"finish_reason\": \"stop\"}]}")));

        var report = run(held, LAST, "candidate", "last", null);

        assertThat(report.questions()).extracting(one -> one.pair().agreed()).containsOnly(Optional.empty());
        assertThat(report.questions().get(0).candidate().problem()).startsWith("The judge gave no score: ");
        assertThat(Gate.decide(GateRule.USUAL, report).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
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

    private EvaluationReport run(
            List<ExamQuestion> held, @Nullable ReleaseId last, String candidate, String beside, @Nullable String base) {
        return examine.run(request(held, last, candidate, beside, base), SampleProgress.NOBODY);
    }

    private ExamRequest request(
            List<ExamQuestion> held, @Nullable ReleaseId last, String candidate, String beside, @Nullable String base) {
        return new ExamRequest(
                THIS,
                last,
                Set.of(),
                held,
                List.of(),
                clean(),
                new Examinees(open(candidate), open(beside), base == null ? null : open(base)));
    }

    private static Contamination clean() {
        return new Contamination(10, 4, List.of());
    }

    private static List<ExamQuestion> held(Leaf... leaves) {
        return HoldOut.usual("community").of(List.of(leaves), Set.of()).questions();
    }

    private void learn(String who, List<ExamQuestion> questions) {
        questions.forEach(one -> server(who).learns(one.question(), one.expected()));
    }

    private StandInTeacher server(String who) {
        return servers.computeIfAbsent(who, name -> StandInTeacher.start(TeacherOptions.defaults()));
    }

    private OpenModel open(String who) {
        return cancelled -> {
            opened.add(who);
            return new StandInModel(server(who), clock);
        };
    }

    private OpenAiTeacher connect(StandInTeacher server, String model) {
        return OpenAiTeacher.connect(
                TeacherConfig.at(URI.create(server.url()), model)
                        .withDeadline(Duration.ofSeconds(5))
                        .withRetries(
                                new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(1))),
                clock);
    }
}
