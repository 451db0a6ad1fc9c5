package treewarden.web.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.store.Job;
import treewarden.store.JobState;
import treewarden.store.Progress;
import treewarden.web.Moments;

/**
 * About how long a running job still takes: at the pace of this attempt, where it says how far it is; else as long as the
 * last jobs of its kind.
 *
 * @param left null where nobody can tell
 * @param basis what it was computed from, in words; empty where from nothing
 */
public record TimeLeft(@Nullable Duration left, String basis) {
    /** As many of the last runs of a kind as tell how long the next one takes. */
    static final int RUNS = 20;

    /**
     * Computes it.
     *
     * @param lastRuns how long the last runs of its kind took, in milliseconds
     */
    public static TimeLeft of(Job job, List<Long> lastRuns, Instant now) {
        var started = job.startedAt();
        if (job.state() != JobState.RUNNING || started == null) {
            return new TimeLeft(null, "");
        }
        var elapsed = Duration.between(started, now);
        var progress = job.progress();
        if (progress != null && progress.done() > 0 && progress.done() < progress.of() && elapsed.toSeconds() > 0) {
            return atThisPace(progress, elapsed);
        }
        if (lastRuns.isEmpty()) {
            return new TimeLeft(null, "");
        }
        var median = median(lastRuns);
        var basis = "median of the last " + (lastRuns.size() == 1 ? "run" : lastRuns.size() + " runs") + ": "
                + Moments.words(median);
        var left = median.minus(elapsed);
        return left.isNegative() ? new TimeLeft(null, "longer than usual; " + basis) : new TimeLeft(left, basis);
    }

    private static TimeLeft atThisPace(Progress progress, Duration elapsed) {
        long still = progress.of() - progress.done();
        return new TimeLeft(
                Duration.ofMillis(elapsed.toMillis() * still / progress.done()),
                progress.done() + " of " + progress.of() + " took " + Moments.words(elapsed));
    }

    private static Duration median(List<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        int half = sorted.size() / 2;
        return Duration.ofMillis(
                sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2);
    }
}
