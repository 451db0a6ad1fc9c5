package treewarden.app.command;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.SampleProgress;

/** Progress on standard error: a bar with rate and time left on a terminal, a line every ten seconds elsewhere. */
final class ProgressBar implements SampleProgress, AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final me.tongfei.progressbar.@Nullable ProgressBar bar;
    private long lastLine = System.nanoTime();

    private ProgressBar(me.tongfei.progressbar.@Nullable ProgressBar bar) {
        this.bar = bar;
    }

    static ProgressBar onStandardError(String what) {
        if (System.console() == null) {
            return new ProgressBar(null);
        }
        return new ProgressBar(new ProgressBarBuilder()
                .setTaskName(what)
                .setUnit(" requests", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .showSpeed()
                .build());
    }

    @Override
    public synchronized void progressed(int done, int of, String what) {
        if (bar != null) {
            bar.maxHint(of).stepTo(done);
        } else if (System.nanoTime() - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = System.nanoTime();
            System.err.println(what + ": " + done + " of " + of + " requests answered so far");
        }
    }

    @Override
    public boolean cancelled() {
        return Thread.currentThread().isInterrupted();
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
