package treewarden.worker.evaluate;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamModels;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.ExaminedChoice;
import treewarden.sdg.SampleProgress;
import treewarden.sdg.pipeline.Pipeline;
import treewarden.sdg.teacher.RetryPolicy;
import treewarden.worker.evaluate.ExamRequest.OpenModel;
import treewarden.worker.evaluate.JudgeAnswers.Given;

/**
 * Examines candidate, last release and base model in one run: asks each the same questions, greedily and one model after the
 * other, so that one accelerator is enough, and has one judge score all answers. Nothing is compared with an earlier run's.
 */
public final class Examine {
    private final Pipeline ask;
    private final JudgeAnswers judge;
    private final Clock clock;
    private final RetryPolicy retries;

    /**
     * @param ask how a student is asked, as in a precheck
     */
    public Examine(Pipeline ask, JudgeAnswers judge, Clock clock) {
        this(ask, judge, clock, AskLikelihood.PATIENT);
    }

    /** One that waits otherwise between two tries of a multiple-choice question. */
    Examine(Pipeline ask, JudgeAnswers judge, Clock clock, RetryPolicy retries) {
        this.ask = ask;
        this.judge = judge;
        this.clock = clock;
        this.retries = retries;
    }

    /** What one model made of all that it was asked. */
    private record Sat(
            String model, List<Given> answers, List<OptionalInt> choices, Map<String, RunTasks.Measured> tasks) {}

    /**
     * Asks and judges.
     *
     * @throws EvaluationException where a model cannot be served, or a benchmark fails
     * @throws treewarden.sdg.teacher.TeacherException where a model or the judge is not there any more: worth another try
     * @throws CancellationException where the progress says so
     */
    public EvaluationReport run(ExamRequest request, SampleProgress progress) {
        long start = System.nanoTime();
        var examinees = request.examinees();
        var besideWords = request.last() == null ? "the base model" : "the last release";
        var candidate = sit("the candidate", examinees.candidate(), request, request.benchmarks(), progress);
        var beside = sit(besideWords, examinees.beside(), request, request.benchmarks(), progress);
        var open = examinees.base();
        var base = open == null ? null : sit("the base model", open, request, RunTasks.NONE, progress);

        var judged = judge.judge(
                request.release(),
                request.questions(),
                new JudgeAnswers.Answers(candidate.answers(), beside.answers(), base == null ? null : base.answers()),
                progress);
        var choices = choices(request.choices(), candidate, beside, base);
        return new EvaluationReport(
                request.release(),
                new ExamModels(
                        request.last(),
                        candidate.model(),
                        beside.model(),
                        base == null ? null : base.model(),
                        judged.model(),
                        judge.rubric(),
                        judge.pairRubric()),
                request.newLeaves(),
                judged.questions(),
                choices,
                request.choices().size() - choices.size(),
                RunTasks.beside(candidate.tasks(), beside.tasks()),
                request.contamination(),
                judged.usage(),
                clock.instant(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private Sat sit(String who, OpenModel open, ExamRequest request, RunTasks benchmarks, SampleProgress progress) {
        progress.progressed(0, request.questions().size(), "starting " + who);
        try (var model = open.open(progress::cancelled)) {
            var answers = answers(who, model, request.questions(), progress);
            var likelihoods = new AskLikelihood(model, retries);
            var choices = new ArrayList<OptionalInt>();
            for (var question : request.choices()) {
                if (progress.cancelled()) {
                    throw new CancellationException("cancelled while " + who + " was asked");
                }
                choices.add(likelihoods.likeliest(question));
                progress.progressed(choices.size(), request.choices().size(), "multiple choice of " + who);
            }
            return new Sat(answers.model(), answers.given(), choices, benchmarks.run(model, progress));
        }
    }

    private record Answers(String model, List<Given> given) {}

    private Answers answers(String who, ExamModel model, List<ExamQuestion> questions, SampleProgress progress) {
        var columns = questions.stream().map(Examine::columns).toList();
        var asked = AskAll.run(new AskAll.Asking(who, model.student(), ask, columns), progress);
        return new Answers(asked.model(), asked.said().stream().map(Given::of).toList());
    }

    private static Map<String, String> columns(ExamQuestion question) {
        var context = question.context();
        return Map.of(
                "context",
                context == null ? "" : context,
                "question",
                question.question(),
                "expected",
                question.expected());
    }

    private static List<ExaminedChoice> choices(
            List<ChoiceQuestion> questions, Sat candidate, Sat beside, @Nullable Sat base) {
        var examined = new ArrayList<ExaminedChoice>();
        for (int i = 0; i < questions.size(); i++) {
            var question = questions.get(i);
            var of = candidate.choices().get(i);
            var ofBeside = beside.choices().get(i);
            var ofBase = base == null ? OptionalInt.empty() : base.choices().get(i);
            // What is too long for one of them is asked of none.
            if (of.isPresent() && ofBeside.isPresent() && (base == null || ofBase.isPresent())) {
                examined.add(new ExaminedChoice(
                        question.id(),
                        question.leaf(),
                        question.cluster(),
                        question.right(),
                        of.getAsInt(),
                        ofBeside.getAsInt(),
                        base == null ? null : (Integer) ofBase.getAsInt()));
            }
        }
        return examined;
    }
}
