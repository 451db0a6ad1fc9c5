package treewarden.worker.release;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.Score;
import treewarden.domain.release.EvaluationReport;
import treewarden.domain.release.ExamAnswer;
import treewarden.domain.release.ExamPart;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Gated;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.templates.ModelCard;
import treewarden.templates.ModelCardModel;
import treewarden.templates.ModelCardModel.Line;

/** Writes the card of a model from what the stages left. */
public final class WriteModelCard implements PublishToHub.WriteCard {
    private final ModelCardModel.About about;
    private final String taxonomy;
    private final TrainingRecipe recipe;

    /** @param taxonomy full name of its repository */
    public WriteModelCard(ModelCardModel.About about, String taxonomy, TrainingRecipe recipe) {
        this.about = about;
        this.taxonomy = taxonomy;
        this.recipe = recipe;
    }

    @Override
    public String card(StageContext context, Digest manifest) {
        return new ModelCard()
                .render(new ModelCardModel(
                        about,
                        context.id(),
                        taxonomy,
                        context.plan(),
                        context.report(Generated.class).leaves(),
                        new ModelCardModel.Training(phases(context.report(Mixed.class)), method()),
                        evaluation(context),
                        manifest));
    }

    private List<ModelCardModel.Phase> phases(Mixed mixed) {
        var phases = new ArrayList<ModelCardModel.Phase>();
        for (var mixedPhase : mixed.phases()) {
            var phase = recipe.phases().get(mixedPhase.name());
            if (phase != null && mixedPhase.rows() > 0) {
                var learning = phase.learning();
                phases.add(new ModelCardModel.Phase(
                        mixedPhase.name(),
                        mixedPhase.dataWords(),
                        mixedPhase.rows(),
                        learning.epochs(),
                        learning.learningRate(),
                        learning.effectiveBatch()));
            }
        }
        return phases;
    }

    private String method() {
        boolean isLora =
                recipe.phases().values().stream().anyMatch(phase -> phase.lora().isPresent());
        return (isLora
                        ? "Small matrices beside the weights (LoRA) were trained and merged into them, "
                        : "All weights were trained, ")
                + "with AdamW and a warm-up, the loss taken on the answers alone; rows that share a sequence do not see each"
                + " other."
                + (recipe.data().files().isEmpty()
                        ? ""
                        : " Files among the data of a phase are the operator's own and no part of a published data set.");
    }

    private static ModelCardModel.Evaluation evaluation(StageContext context) {
        var evaluation = context.report(Evaluated.class).evaluation();
        var verdict = context.report(Gated.class).verdict();
        var by = context.release().decidedBy();
        var words =
                "The gate (rule " + verdict.rule() + "): " + verdict.outcome().words() + "."
                        + (by == null ? "" : " A maintainer read the numbers and had it published.");
        return new ModelCardModel.Evaluation(
                lines(evaluation),
                words,
                verdict.criteria().stream().map(criterion -> criterion.words()).toList());
    }

    private static List<Line> lines(EvaluationReport evaluation) {
        var lines = new ArrayList<Line>();
        var held = evaluation.of(ExamPart.HELD_OUT);
        add(lines, "All held-out questions", held, evaluation);
        add(
                lines,
                "Of new leaves",
                held.stream()
                        .filter(one ->
                                evaluation.newLeaves().contains(one.question().leaf()))
                        .toList(),
                evaluation);
        add(lines, "The regression set", evaluation.of(ExamPart.REGRESSION), evaluation);
        return lines;
    }

    private static void add(
            List<Line> lines, String name, List<ExaminedQuestion> questions, EvaluationReport evaluation) {
        if (questions.isEmpty()) {
            return;
        }
        var beside = mean(questions, ExaminedQuestion::beside);
        boolean isFirst = evaluation.models().last() == null;
        lines.add(new Line(
                name,
                questions.size(),
                mean(questions, ExaminedQuestion::candidate),
                isFirst ? null : beside,
                isFirst ? beside : mean(questions, ExaminedQuestion::base)));
    }

    private interface Of {
        @Nullable
        ExamAnswer answer(ExaminedQuestion question);
    }

    private static @Nullable Double mean(List<ExaminedQuestion> questions, Of of) {
        var mean = questions.stream()
                .map(of::answer)
                .flatMap(Stream::ofNullable)
                .map(ExamAnswer::score)
                .flatMap(Stream::ofNullable)
                .map(Score::share)
                .flatMapToDouble(OptionalDouble::stream)
                .average();
        return mean.isPresent() ? (Double) mean.getAsDouble() : null;
    }
}
