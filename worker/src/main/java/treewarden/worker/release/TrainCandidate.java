package treewarden.worker.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import treewarden.domain.Digest;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Curve;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Point;
import treewarden.domain.release.StageReport.Trained;
import treewarden.worker.train.LossCurve;
import treewarden.worker.train.TrainModel;
import treewarden.worker.train.TrainingOutcome;
import treewarden.worker.train.TrainingPlan;
import treewarden.worker.train.TrainingPlan.Data;
import treewarden.worker.train.TrainingPlan.Phase;
import treewarden.worker.train.TrainingPlan.Replay;
import treewarden.worker.train.TrainingProgress;
import treewarden.worker.train.TrainingWatch;

/**
 * Trains the candidate by LAB's phases. The trainer is a process of its own: where the worker dies, the trainer goes on, and
 * the worker that takes the job up finds it again; where the trainer dies, it goes on from its last whole checkpoint.
 */
public final class TrainCandidate implements Stage {
    /** The candidate, below the stage's folder. */
    static final String MODEL = "model";

    private final TrainModel trainer;
    private final TrainingRecipe recipe;
    private final String baseName;

    /** @param baseName what people call the base model */
    public TrainCandidate(TrainModel trainer, TrainingRecipe recipe, String baseName) {
        this.trainer = trainer;
        this.recipe = recipe;
        this.baseName = baseName;
    }

    TrainingRecipe recipe() {
        return recipe;
    }

    @Override
    public ReleaseStage stage() {
        return ReleaseStage.TRAIN;
    }

    @Override
    public StageEnd run(StageContext context) {
        var mixed = context.report(Mixed.class);
        var data = context.folders().of(context.id(), ReleaseStage.MIX);
        ReleaseFolders.require(data, mixed.files());
        if (!recipe.data().isOf(mixed)) {
            return new StageEnd.GaveUp("the rows were mixed for other phases (" + String.join("; ", mixed.phaseWords())
                    + ") than the configuration has now ("
                    + String.join("; ", recipe.data().words())
                    + "); set `releases.recipe.phases` back to those, or cancel this release and start another");
        }
        var folder = context.folder();
        try {
            Files.createDirectories(folder);
            var plan = plan(context, data, mixed.files());
            var run = context.folders().training(context.id());
            var base = new NoteBase(folder, run);
            base.note(recipe.base(), baseName);
            return end(context, plan, base, trainer.run(run, plan, TrainingWatch.of(context.job())));
        } catch (CancellationException e) {
            // A worker that stops gives the job back, and no attempt is counted.
            return new StageEnd.Failed("stopped; the training goes on by itself");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder + " cannot be written (" + e.getMessage() + "); make room there, and have it tried again",
                    e);
        }
    }

    private TrainingPlan plan(StageContext context, Path data, Map<String, Digest> files) {
        var phases = new ArrayList<Phase>();
        recipe.phases().forEach((name, phase) -> {
            var file = name + ".jsonl";
            var digest = files.get(file);
            if (digest != null) {
                phases.add(new Phase(
                        name,
                        List.of(new Data(data.resolve(file), digest)),
                        replay(phase, phases),
                        phase.learning(),
                        phase.lora()));
            }
        });
        return new TrainingPlan(
                context.id().name(), recipe.base(), context.folder().resolve("output"), phases, recipe.machine());
    }

    /** What a phase repeats, but of phases without rows, which are left out. */
    private static List<Replay> replay(TrainingRecipe.Phase phase, List<Phase> before) {
        return phase.replay().stream()
                .filter(replay -> !(replay instanceof Replay.OfPhase of)
                        || before.stream().anyMatch(earlier -> earlier.name().equals(of.phase())))
                .toList();
    }

    private static StageEnd end(StageContext context, TrainingPlan plan, NoteBase base, TrainingOutcome outcome)
            throws IOException {
        if (outcome instanceof TrainingOutcome.Trained trained) {
            var model = context.folder().resolve(MODEL);
            LinkedFolder.make(trained.model(), model);
            // The trainer's own list of files is for its resumption; the release has its own.
            Files.deleteIfExists(model.resolve("manifest.json"));
            var progress = trained.progress();
            return new StageEnd.Done(
                    new Trained(
                            ReleaseFolders.digests(model),
                            curves(progress),
                            trained.key(),
                            trained.starts(),
                            TellTraining.of(plan, base.name(), trained)),
                    words(progress));
        }
        if (outcome instanceof TrainingOutcome.Refused refused) {
            return new StageEnd.GaveUp(refused.message());
        }
        if (outcome instanceof TrainingOutcome.NotNow notNow) {
            return new StageEnd.Failed(notNow.message());
        }
        return outcome instanceof TrainingOutcome.GaveUp gaveUp
                ? new StageEnd.GaveUp(gaveUp.message())
                : new StageEnd.Failed("cancelled");
    }

    private static List<Curve> curves(TrainingProgress progress) {
        return progress.curves().stream().map(TrainCandidate::curve).toList();
    }

    private static Curve curve(LossCurve curve) {
        return new Curve(
                curve.phase(),
                curve.points().stream()
                        .map(point -> new Point(point.step(), point.loss()))
                        .toList());
    }

    private static String words(TrainingProgress progress) {
        return progress.curves().stream()
                .map(curve -> curve.phase() + ": " + curve.steps() + " steps"
                        + (curve.points().isEmpty() ? "" : ", loss " + ends(curve.points())))
                .reduce((a, b) -> a + "; " + b)
                .orElse("trained");
    }

    private static String ends(List<LossCurve.Point> points) {
        return String.format(
                java.util.Locale.ROOT,
                "%.3f to %.3f",
                points.get(0).loss(),
                points.get(points.size() - 1).loss());
    }
}
