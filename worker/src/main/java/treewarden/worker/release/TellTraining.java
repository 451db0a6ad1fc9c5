package treewarden.worker.release;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.TrainedWith;
import treewarden.worker.train.TrainingEvent;
import treewarden.worker.train.TrainingOutcome;
import treewarden.worker.train.TrainingPlan;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Lora;
import treewarden.worker.train.TrainingPlan.Phase;
import treewarden.worker.train.TrainingPlan.Replay;

/** Says what a candidate was trained with: the plan's part, and what the trainer told of itself. */
final class TellTraining {
    private TellTraining() {}

    /** @param name what people call the base model */
    static TrainedWith of(TrainingPlan plan, String name, TrainingOutcome.Trained trained) {
        return new TrainedWith(
                new TrainedWith.Base(
                        name, plan.base().revision(), trained.base().orElse(null)),
                plan.phases().stream().map(TellTraining::phase).toList(),
                machine(trained.progress().machine()));
    }

    /** The same of a release whose training noted nothing, by the recipe of today. */
    static TrainedWith.Phase phase(String name, TrainingRecipe.Phase phase) {
        return phase(name, phase.learning(), phase.replay(), phase.lora());
    }

    private static TrainedWith.Phase phase(Phase phase) {
        return phase(phase.name(), phase.learning(), phase.replay(), phase.lora());
    }

    private static TrainedWith.Phase phase(String name, Learning learning, List<Replay> replay, Optional<Lora> lora) {
        return new TrainedWith.Phase(
                name,
                learning.learningRate(),
                learning.warmupSteps(),
                learning.epochs(),
                learning.effectiveBatch(),
                learning.maxLength(),
                learning.seed(),
                learning.scheduler().name().toLowerCase(Locale.ROOT),
                learning.weightDecay(),
                List.of(learning.beta1(), learning.beta2()),
                learning.epsilon(),
                learning.clip(),
                replay.stream().map(TellTraining::replayed).toList(),
                lora.map(TellTraining::lora).orElse(null));
    }

    /** Without its folder, which is nobody else's business: this is published. */
    private static TrainedWith.Replayed replayed(Replay replay) {
        var what = replay instanceof Replay.OfPhase earlier
                ? earlier.phase()
                : String.valueOf(((Replay.OfFile) replay).data().file().getFileName());
        return new TrainedWith.Replayed(what, replay.fraction());
    }

    private static TrainedWith.Lora lora(Lora lora) {
        return new TrainedWith.Lora(lora.rank(), lora.alpha(), lora.dropout(), lora.targets());
    }

    private static TrainedWith.@Nullable Machine machine(Optional<TrainingEvent.Start> told) {
        return told.map(start -> new TrainedWith.Machine(
                        start.version(), start.device(), start.dtype(), start.attention(), start.processes()))
                .orElse(null);
    }
}
