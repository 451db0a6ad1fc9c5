package treewarden.web.api;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.GateVerdict;
import treewarden.domain.release.PlannedLeaf.Origin;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Curve;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.StageReport.Published;
import treewarden.domain.release.StageReport.Trained;
import treewarden.domain.release.TrialQuestion;
import treewarden.web.releases.CompareModels;
import treewarden.web.releases.QuestionSet;
import treewarden.web.releases.ScoreHistory;
import treewarden.web.releases.Scored;
import treewarden.web.view.Compared;

/** What the stages of a release left, in the shapes of the API. */
final class ReleaseAsJson {
    private final List<StageOutput> outputs;
    private final ScoreHistory history;

    /** @param history up to this release */
    ReleaseAsJson(List<StageOutput> outputs, ScoreHistory history) {
        this.outputs = outputs;
        this.history = history;
    }

    /**
     * @param asked what people put to it
     * @param notShown why the code host does not show it; null where it does, or need not
     */
    ReleaseShapes.ReleaseInFull of(
            ReleaseShapes.Release summary, List<TrialQuestion> asked, @Nullable String notShown) {
        return new ReleaseShapes.ReleaseInFull(
                summary,
                outputs.stream().map(ReleaseAsJson::stage).toList(),
                report(Planned.class).map(ReleaseAsJson::plan).orElse(null),
                report(Trained.class).map(Trained::curves).orElse(List.of()).stream()
                        .map(ReleaseAsJson::curve)
                        .toList(),
                report(Evaluated.class).map(it -> evaluation(it.evaluation())).orElse(null),
                IntStream.range(0, history.entries().size())
                        .mapToObj(this::scores)
                        .toList(),
                report(Gated.class).map(it -> verdict(it.verdict())).orElse(null),
                report(Published.class)
                        .map(it -> new ReleaseShapes.OnTheHub(
                                it.tag(), it.modelUrl(), it.modelCommit(), it.dataUrl(), it.dataCommit()))
                        .orElse(null),
                asked.stream().map(ReleaseAsJson::putToBoth).toList(),
                notShown);
    }

    private static ReleaseShapes.PutToBoth putToBoth(TrialQuestion one) {
        var answers = one.answers();
        return answers == null
                ? new ReleaseShapes.PutToBoth(one.question(), one.by(), one.at(), null, null, "not asked yet")
                : new ReleaseShapes.PutToBoth(
                        one.question(), one.by(), one.at(), answers.candidate(), answers.beside(), answers.trouble());
    }

    private <T extends StageReport> Optional<T> report(Class<T> type) {
        return outputs.stream()
                .map(StageOutput::report)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    private static ReleaseShapes.ReleaseStage stage(StageOutput output) {
        var input = output.input();
        return new ReleaseShapes.ReleaseStage(
                output.stage().slug(),
                input == null ? null : input.hex(),
                output.digest().hex(),
                output.words(),
                output.endedAt());
    }

    private static ReleaseShapes.ReleasePlan plan(Planned planned) {
        var plan = planned.plan();
        var previous = plan.previous();
        return new ReleaseShapes.ReleasePlan(
                plan.commit().hex(),
                previous == null ? null : previous.name(),
                plan.leaves().stream()
                        .map(leaf -> new ReleaseShapes.ReleasedLeaf(
                                leaf.folder(),
                                leaf.change().words(),
                                leaf.digest().hex(),
                                leaf.last().map(Origin::pullRequest).orElse(null),
                                leaf.last().map(Origin::contributor).orElse(null),
                                leaf.origins().stream()
                                        .map(origin -> new ReleaseShapes.LeafOrigin(
                                                origin.pullRequest(), origin.contributor()))
                                        .toList()))
                        .toList(),
                plan.removed(),
                plan.withdrawn().stream().map(AnswerReleases::withdrawn).toList(),
                plan.left(),
                plan.changedSettings());
    }

    private static ReleaseShapes.LossCurve curve(Curve curve) {
        return new ReleaseShapes.LossCurve(
                curve.phase(),
                curve.points().stream()
                        .map(point -> new ReleaseShapes.LossPoint(
                                point.step(), Double.isFinite(point.loss()) ? (Double) point.loss() : null))
                        .toList());
    }

    private static ReleaseShapes.Evaluation evaluation(EvaluationReport report) {
        var compare = new CompareModels(report);
        return new ReleaseShapes.Evaluation(
                report.models().besideWords(),
                report.models().judge(),
                compare.parts().stream().map(ReleaseAsJson::standing).toList(),
                compare.leaves().stream().map(ReleaseAsJson::standing).toList(),
                report.questions().stream().map(ReleaseAsJson::question).toList());
    }

    private ReleaseShapes.ScoresOfRelease scores(int at) {
        var entry = history.entries().get(at);
        var release = entry.release();
        var scored = entry.scored();
        return new ReleaseShapes.ScoresOfRelease(
                release.id().name(),
                release.state().slug(),
                release.isOut(),
                release.startedAt(),
                scored == null ? null : scored.judge(),
                scored == null ? null : scored.rubric(),
                Arrays.stream(QuestionSet.values())
                        .flatMap(set -> entry.at(set).map(it -> scores(at, set, it)).stream())
                        .toList());
    }

    private ReleaseShapes.ScoresAtSet scores(int at, QuestionSet set, Scored.Means means) {
        return new ReleaseShapes.ScoresAtSet(
                set.slug(),
                means.questions(),
                means.asked().hex(),
                means.candidate(),
                means.last(),
                means.base(),
                history.step(at, set)
                        .map(step -> step.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse(null));
    }

    private static ReleaseShapes.Standing standing(Compared.Standing it) {
        return new ReleaseShapes.Standing(
                it.name(),
                it.questions(),
                it.candidate(),
                it.beside(),
                it.base(),
                it.better(),
                it.same(),
                it.worse(),
                it.unjudged());
    }

    private static ReleaseShapes.AskedQuestion question(ExaminedQuestion one) {
        var base = one.base();
        return new ReleaseShapes.AskedQuestion(
                one.question().leaf(),
                one.question().question(),
                one.question().expected(),
                answer(one.candidate()),
                answer(one.beside()),
                base == null ? null : answer(base),
                one.pair()
                        .agreed()
                        .map(agreed -> agreed.name().toLowerCase(Locale.ROOT))
                        .orElse(null));
    }

    private static ReleaseShapes.GivenAnswer answer(ExamAnswer answer) {
        var score = answer.score();
        return new ReleaseShapes.GivenAnswer(
                answer.text(),
                score == null ? null : (Double) score.value(),
                score == null ? null : (Double) score.best(),
                answer.reason(),
                answer.problem());
    }

    private static ReleaseShapes.Verdict verdict(GateVerdict verdict) {
        return new ReleaseShapes.Verdict(
                verdict.outcome().name().toLowerCase(Locale.ROOT),
                verdict.rule(),
                verdict.criteria().stream()
                        .map(one -> new ReleaseShapes.Criterion(
                                one.name(),
                                one.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                one.number(),
                                one.limit(),
                                one.words()))
                        .toList());
    }
}
