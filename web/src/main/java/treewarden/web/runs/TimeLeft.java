package treewarden.web.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.store.Job;
import treewarden.store.JobSaid;
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
     * @param said what it said on its way, the latest first
     * @param lastRuns how long the last runs of its kind took, in milliseconds
     */
    public static TimeLeft of(Job job, List<JobSaid> said, List<Long> lastRuns, Instant now) {
        var started = job.startedAt();
        if (job.state() != JobState.RUNNING || started == null) {
            return new TimeLeft(null, "");
        }
        var progress = job.progress();
        var pace = progress == null ? null : pace(job, progress, said, started, now);
        if (progress != null && pace != null) {
            return atThisPace(progress, pace);
        }
        if (lastRuns.isEmpty()) {
            return new TimeLeft(null, "");
        }
        var median = median(lastRuns);
        var basis = "median of the last " + (lastRuns.size() == 1 ? "run" : lastRuns.size() + " runs") + ": "
                + Moments.words(median);
        var left = median.minus(Duration.between(started, now));
        return left.isNegative() ? new TimeLeft(null, "longer than usual; " + basis) : new TimeLeft(left, basis);
    }

    /** So much was done in such a time. */
    private record Pace(int done, Duration took) {}

    /** From the first that is known of this attempt, of the same measure: a training that was taken up does not begin at 0. */
    private static @Nullable Pace pace(Job job, Progress progress, List<JobSaid> said, Instant started, Instant now) {
        var first = said.stream()
                .filter(each -> each.epoch() == job.epoch()
                        && each.progress().of() == progress.of()
                        && each.progress().done() < progress.done())
                .reduce((newer, older) -> older);
        int before = first.map(each -> each.progress().done()).orElse(0);
        var pace = new Pace(
                progress.done() - before,
                Duration.between(first.map(JobSaid::at).orElse(started), now));
        return pace.done() > 0 && progress.done() < progress.of() && pace.took().toSeconds() > 0 ? pace : null;
    }

    private static TimeLeft atThisPace(Progress progress, Pace pace) {
        long still = progress.of() - progress.done();
        return new TimeLeft(
                Duration.ofMillis(pace.took().toMillis() * still / pace.done()),
                pace.done() + " of " + progress.of() + " took " + Moments.words(pace.took()));
    }

    private static Duration median(List<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        int half = sorted.size() / 2;
        return Duration.ofMillis(
                sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2);
    }
}
