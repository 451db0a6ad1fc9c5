package treewarden.worker.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far a training is, over all its starts: the same whether the worker that looks at it was there from the beginning or
 * not.
 *
 * @param dropped rows that are not trained on, by phase and reason
 * @param phase that is being trained
 * @param phases how many there are; 0 as long as nobody knows
 * @param newest step
 * @param microBatchTokens that fit into memory; 0 as long as nobody knows
 * @param checkpoints written so far, over all starts
 */
public record TrainingProgress(
        Optional<TrainingEvent.Start> machine,
        Map<String, Map<String, Long>> dropped,
        Optional<TrainingEvent.Phase> phase,
        int phases,
        Optional<TrainingEvent.Step> newest,
        int microBatchTokens,
        int checkpoints,
        List<LossCurve> curves) {
    /** In words, for the page and the log. */
    public String line() {
        if (phase.isEmpty()) {
            return machine.isPresent() ? "the trainer reads the base model" : "the trainer starts";
        }
        var which = "phase " + phase.get().name() + " (" + phase.get().number() + " of " + phases + ")";
        return newest.map(step -> which + ", step " + step.step() + " of " + step.of() + ", loss "
                        + rounded(step.loss()) + ", " + Math.round(step.tokensPerSecond()) + " tokens/s, "
                        + left(step.secondsLeft()) + " left")
                .orElse(which + " begins");
    }

    private static String rounded(double loss) {
        return String.format(java.util.Locale.ROOT, "%.3f", loss);
    }

    private static String left(double seconds) {
        long minutes = Math.round(seconds / 60);
        return seconds < 90
                ? Math.round(seconds) + " s"
                : minutes < 90 ? minutes + " min" : Math.round(minutes / 60.0) + " h";
    }
}
