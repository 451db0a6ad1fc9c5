package treewarden.app.generate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.ToIntFunction;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.sdg.engine.Progress;
import treewarden.sdg.generate.GenerateWatch;

/**
 * Progress of a run on standard error: on a terminal a bar with rows, yield, requests a second, tokens and the time that
 * is left; elsewhere a line every ten seconds.
 */
public final class GenerateProgress implements GenerateWatch, AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    /** Over so long the rate is taken. */
    private static final long WINDOW_NANOS = Duration.ofSeconds(15).toNanos();

    private record Moment(long nanos, int answered, int asked) {}

    private final boolean terminal;
    private final long started = System.nanoTime();
    private final Deque<Moment> moments = new ArrayDeque<>();
    private long expected;
    private @Nullable ProgressBar bar;
    private @Nullable Progress last;
    private long lastLine = System.nanoTime();

    private GenerateProgress(boolean terminal) {
        this.terminal = terminal;
    }

    public static GenerateProgress onStandardError() {
        return new GenerateProgress(System.console() != null);
    }

    /** How many questions the run is expected to take. */
    public void expect(long questions) {
        expected = questions;
    }

    @Override
    public synchronized void stage(String what) {
        closeBar();
        System.err.println("treewarden: " + Printable.line(what));
    }

    @Override
    public synchronized void progressed(Progress progress, int parts) {
        last = progress;
        long now = System.nanoTime();
        moments.addLast(new Moment(now, progress.answered(), progress.answered() - progress.fromCache()));
        while (moments.size() > 2 && now - moments.getFirst().nanos() > WINDOW_NANOS) {
            moments.removeFirst();
        }
        if (terminal) {
            show(progress, parts);
        } else if (now - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = now;
            System.err.println(line(progress, parts));
        }
    }

    private void show(Progress progress, int parts) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("generating")
                    .setUnit(" requests", 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(250)
                    .hideEta()
                    .build();
        }
        bar.maxHint(whole(progress)).setExtraMessage(" " + line(progress, parts));
        bar.stepTo(progress.answered());
    }

    private long whole(Progress progress) {
        return Math.max(progress.known(), expected);
    }

    /** {@code 12 of 40 leaves, 1,204 rows kept (61 %), 212 requests/s, 3.1 M tokens, about 4:05 left}. */
    private String line(Progress progress, int parts) {
        int rows = progress.kept() + progress.rejected();
        return String.format(
                Locale.ROOT,
                "%d of %d parts, %,d rows kept (%d %%), %.0f requests/s, %s tokens%s",
                progress.works(),
                parts,
                progress.kept(),
                rows == 0 ? 0 : Math.round(100.0 * progress.kept() / rows),
                perSecond(Moment::asked),
                tokens(progress.tokens()),
                left(progress));
    }

    private double perSecond(ToIntFunction<Moment> count) {
        if (moments.size() < 2) {
            return 0;
        }
        var first = moments.getFirst();
        var end = moments.getLast();
        double seconds = (end.nanos() - first.nanos()) / 1e9;
        return seconds <= 0 ? 0 : (count.applyAsInt(end) - count.applyAsInt(first)) / seconds;
    }

    private String left(Progress progress) {
        double rate = perSecond(Moment::answered);
        long rest = whole(progress) - progress.answered();
        if (rate <= 0 || rest <= 0) {
            return "";
        }
        long seconds = Math.round(rest / rate);
        return ", " + (expected > progress.known() ? "about " : "at least ") + clock(seconds) + " left";
    }

    /** {@code 4:05}, {@code 1:02:03}. */
    static String clock(long seconds) {
        return seconds >= 3600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    /** {@code 812}, {@code 45.1 k}, {@code 3.1 M}. */
    public static String tokens(long tokens) {
        if (tokens < 10_000) {
            return String.format(Locale.ROOT, "%,d", tokens);
        }
        return tokens < 1_000_000
                ? String.format(Locale.ROOT, "%.1f k", tokens / 1e3)
                : String.format(Locale.ROOT, "%.1f M", tokens / 1e6);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /** What the teacher was last heard of; null where it was not asked at all. */
    @Nullable
    Progress last() {
        return last;
    }

    @Override
    public boolean cancelled() {
        return Thread.currentThread().isInterrupted();
    }

    private void closeBar() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public synchronized void close() {
        closeBar();
    }
}
