package treewarden.worker.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Folds the trainer's events into how far it is. Steps that are made again after a restart take the old ones' place. */
final class GatherProgress {
    /** More phases than this, or reasons in one, nobody writes: what comes beyond is not kept. */
    private static final int MOST_NAMES = 64;

    private final Map<String, Gathered> phases = new LinkedHashMap<>();
    private final Map<String, Map<String, Long>> dropped = new LinkedHashMap<>();
    private Optional<TrainingEvent.Start> machine = Optional.empty();
    private Optional<TrainingEvent.Phase> phase = Optional.empty();
    private Optional<TrainingEvent.Step> newest = Optional.empty();
    private int microBatchTokens;
    private int checkpoints;

    private record Gathered(int number, int steps, TreeMap<Integer, LossCurve.Point> points) {}

    void take(TrainingEvent event) {
        if (event instanceof TrainingEvent.Start start) {
            machine = Optional.of(start);
        } else if (event instanceof TrainingEvent.Dropped rows) {
            drop(rows);
        } else if (event instanceof TrainingEvent.Phase begins) {
            begin(begins);
        } else if (event instanceof TrainingEvent.Step step) {
            step(step);
        } else if (event instanceof TrainingEvent.Checkpoint) {
            checkpoints++;
        } else if (event instanceof TrainingEvent.SmallerBatch smaller) {
            microBatchTokens = smaller.after();
        }
    }

    TrainingProgress progress() {
        var curves = new ArrayList<LossCurve>();
        phases.forEach((name, gathered) -> curves.add(new LossCurve(
                name,
                gathered.number(),
                gathered.steps(),
                gathered.points().values().stream().toList())));
        var rows = new LinkedHashMap<String, Map<String, Long>>();
        dropped.forEach((name, reasons) -> rows.put(name, Map.copyOf(reasons)));
        return new TrainingProgress(
                machine,
                rows,
                phase,
                phase.map(TrainingEvent.Phase::count).orElse(0),
                newest,
                microBatchTokens,
                checkpoints,
                curves);
    }

    private void drop(TrainingEvent.Dropped rows) {
        if (dropped.size() < MOST_NAMES || dropped.containsKey(rows.phase())) {
            var reasons = dropped.computeIfAbsent(rows.phase(), name -> new TreeMap<>());
            if (reasons.size() < MOST_NAMES || reasons.containsKey(rows.reason())) {
                reasons.put(rows.reason(), rows.rows());
            }
        }
    }

    private void begin(TrainingEvent.Phase begins) {
        if (begins.begun() instanceof TrainingEvent.Trains trains) {
            microBatchTokens = trains.microBatchTokens();
            newest = Optional.empty();
            if (!phases.containsKey(begins.name()) && phases.size() < MOST_NAMES) {
                phases.put(begins.name(), new Gathered(begins.number(), trains.steps(), new TreeMap<>()));
            }
        }
        phase = Optional.of(begins);
    }

    private void step(TrainingEvent.Step step) {
        newest = Optional.of(step);
        var gathered = phases.get(step.phase());
        if (gathered == null || step.step() > gathered.steps()) {
            return;
        }
        var points = gathered.points();
        // The one before was kept as the newest.
        if (!points.isEmpty() && !isKept(points.lastKey(), gathered.steps())) {
            points.remove(points.lastKey());
        }
        points.put(
                step.step(), new LossCurve.Point(step.step(), step.loss(), step.learningRate(), step.gradientNorm()));
        // Steps that will be made again say nothing any more.
        points.tailMap(step.step(), false).clear();
    }

    private static boolean isKept(int step, int steps) {
        return step == 1 || step == steps || step % LossCurve.stride(steps) == 0;
    }
}
