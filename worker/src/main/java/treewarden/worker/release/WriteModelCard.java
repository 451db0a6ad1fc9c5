package treewarden.worker.release;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
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
import treewarden.domain.release.StageReport.Trained;
import treewarden.domain.release.TrainedWith;
import treewarden.templates.ModelCard;
import treewarden.templates.ModelCardModel;
import treewarden.templates.ModelCardModel.Line;

/**
 * Writes the card of a model from what the stages left: the process that publishes need know no teacher and no base model, and
 * its configuration may be the next release's already.
 */
public final class WriteModelCard implements PublishToHub.WriteCard {
    private final ModelCardModel.About about;
    private final String taxonomy;
    private final TrainingRecipe recipe;

    /**
     * By this configuration.
     *
     * @param about of its base model and teachers is told where a release was made before its stages noted theirs
     * @param taxonomy full name of its repository
     * @param recipe the same
     */
    public WriteModelCard(ModelCardModel.About about, String taxonomy, TrainingRecipe recipe) {
        this.about = about;
        this.taxonomy = taxonomy;
        this.recipe = recipe;
    }

    @Override
    public String card(StageContext context, Digest manifest) {
        var generated = context.report(Generated.class);
        var mixed = context.report(Mixed.class);
        var trained = context.report(Trained.class).with();
        var with = trained == null ? configured() : trained;
        return new ModelCard()
                .render(new ModelCardModel(
                        about(with, generated),
                        context.id(),
                        taxonomy,
                        context.plan(),
                        generated.leaves(),
                        new ModelCardModel.Training(with.base().revision(), phases(mixed, with), method(mixed, with)),
                        evaluation(context),
                        manifest));
    }

    /** Of a release that was trained before anybody noted with what. */
    private TrainedWith configured() {
        var phases = recipe.phases().entrySet().stream()
                .map(phase -> TellTraining.phase(phase.getKey(), phase.getValue()))
                .toList();
        return new TrainedWith(
                new TrainedWith.Base(about.baseModel(), recipe.base().revision(), null), phases, null);
    }

    private ModelCardModel.About about(TrainedWith trained, Generated generated) {
        var made = generated.with();
        return new ModelCardModel.About(
                about.title(),
                about.license(),
                about.languages(),
                trained.base().name(),
                made == null ? about.teachers() : List.of(made.teacher()),
                about.dataSet());
    }

    private static List<ModelCardModel.Phase> phases(Mixed mixed, TrainedWith trained) {
        var phases = new ArrayList<ModelCardModel.Phase>();
        for (var mixedPhase : mixed.phases()) {
            trained.phases().stream()
                    .filter(phase -> phase.name().equals(mixedPhase.name()) && mixedPhase.rows() > 0)
                    .findFirst()
                    .ifPresent(phase -> phases.add(new ModelCardModel.Phase(
                            mixedPhase.name(),
                            mixedPhase.dataWords(),
                            mixedPhase.rows(),
                            phase.epochs(),
                            phase.learningRate(),
                            phase.effectiveBatch())));
        }
        return phases;
    }

    private static String method(Mixed mixed, TrainedWith trained) {
        var lora = trained.phases().stream()
                .flatMap(phase -> Stream.ofNullable(phase.lora()))
                .map(one -> "rank " + one.rank() + ", alpha " + one.alpha())
                .distinct()
                .collect(Collectors.joining("; "));
        boolean ofTheOperator = mixed.phases().stream()
                .flatMap(phase -> phase.data().stream())
                .anyMatch(source -> Datum.Mix.named(source.name()).isEmpty());
        return (lora.isEmpty()
                        ? "All weights were trained, "
                        : "Small matrices beside the weights (LoRA, " + lora + ") were trained and merged into them, ")
                + "with AdamW and a warm-up, the loss taken on the answers alone; rows that share a sequence do not see each"
                + " other."
                + machine(trained.machine())
                + (ofTheOperator
                        ? " Files among the data of a phase are the operator's own and no part of a published data set."
                        : "");
    }

    private static String machine(TrainedWith.@Nullable Machine machine) {
        if (machine == null) {
            return "";
        }
        return " The trainer (" + machine.trainer() + ") computed in " + machine.dtype() + " on " + machine.device()
                + " with " + machine.processes() + (machine.processes() == 1 ? " process." : " processes.");
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
