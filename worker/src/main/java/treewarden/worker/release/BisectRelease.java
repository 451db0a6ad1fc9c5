package treewarden.worker.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import treewarden.domain.release.ExaminedQuestion;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.PlannedLeaf.Change;
import treewarden.domain.release.Preference;
import treewarden.domain.release.StageReport.Evaluated;
import treewarden.domain.release.StageReport.Planned;
import treewarden.store.JobContext;
import treewarden.worker.evaluate.BisectLeaves;
import treewarden.worker.evaluate.BisectLeaves.Step;
import treewarden.worker.evaluate.BisectLeaves.Trial;

/**
 * Finds the leaves that hurt a candidate, by leaving them out. Ended at any moment and begun again, it goes on where it was:
 * trials that are done are not done again, and a training goes on from its last checkpoint.
 */
public final class BisectRelease {
    private final TryWithout trials;
    private final List<String> suspects;
    private final int most;

    /**
     * @param suspects folders of leaves, the most suspect first
     * @param most trainings that are allowed, those of before among them
     */
    public BisectRelease(TryWithout trials, List<String> suspects, int most) {
        this.trials = trials;
        this.suspects = List.copyOf(suspects);
        this.most = most;
    }

    /** Who looks on. */
    public interface Watch {
        /** A trial begins; {@code number} counts from 1. */
        JobContext begins(int number, Set<String> without);

        void ended(int number, TryWithout.Ended.Tried tried);
    }

    /** How it ended. */
    public sealed interface Result {
        record Found(Set<String> hurting) implements Result {}

        record NoneOfThem() implements Result {}

        record OutOfTrainings(Set<String> among) implements Result {}

        /** It can go on later. */
        record Stopped(String why) implements Result {}
    }

    /** Leaves that a release has anew or otherwise, those first whose questions are answered worse than before. */
    public static List<String> suspects(TryWithout.Of of) {
        var losses = new HashMap<String, Double>();
        of.report(Evaluated.class)
                .map(it -> it.evaluation().byLeaf())
                .orElse(Map.of())
                .forEach((leaf, questions) -> losses.put(leaf, gain(questions)));
        return of.report(Planned.class).map(it -> it.plan().leaves()).orElse(List.of()).stream()
                .filter(leaf -> leaf.change() != Change.UNCHANGED)
                .map(PlannedLeaf::folder)
                .sorted(Comparator.comparingDouble((String leaf) -> losses.getOrDefault(leaf, 0.0))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private static double gain(List<ExaminedQuestion> questions) {
        return questions.stream()
                .mapToInt(question ->
                        question.pair().agreed().map(Preference::value).orElse(0))
                .average()
                .orElse(0);
    }

    public Result run(Watch watch) {
        var tried = new ArrayList<Trial>();
        while (true) {
            var step = BisectLeaves.next(suspects, tried, most);
            if (step instanceof Step.Found found) {
                return new Result.Found(found.hurting());
            }
            if (step instanceof Step.NoneOfThem) {
                return new Result.NoneOfThem();
            }
            if (step instanceof Step.OutOfTrainings out) {
                return new Result.OutOfTrainings(out.among());
            }
            var without = ((Step.Train) step).without();
            int number = tried.size() + 1;
            var ended = trials.run(without, watch.begins(number, without));
            if (ended instanceof TryWithout.Ended.Stopped stopped) {
                return new Result.Stopped(stopped.why());
            }
            var trial = (TryWithout.Ended.Tried) ended;
            watch.ended(number, trial);
            tried.add(new Trial(without, trial.verdict()));
        }
    }
}
