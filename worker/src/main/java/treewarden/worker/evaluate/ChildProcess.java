package treewarden.worker.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import treewarden.domain.Printable;
import treewarden.worker.ChildEnvironment;

/**
 * A program of the operator's with all that it starts: it gets an allow-list of the environment, writes to a log file, and
 * ends with whoever started it, also where that one is killed. A small shell stands between, leads the group of processes
 * and ends it when its standard input is closed, which the system does for a process that is gone.
 */
public final class ChildProcess implements AutoCloseable {
    /**
     * Runs "$@" and ends as it ends. When standard input ends first: the group is asked to end, and after $grace seconds it
     * is ended. The shell itself outlives the asking, so that it ends when the memory is free again.
     */
    private static final String KEEPER = """
            grace=$1; shift
            trap : TERM
            exec 3<&0
            "$@" 3<&- </dev/null &
            child=$!
            (
              trap '' TERM
              read -r nothing <&3
              kill -s TERM -- "-$$"
              sleep "$grace"
              kill -s KILL -- "-$$"
            ) >/dev/null 2>&1 &
            keeper=$!
            exec 3<&-
            wait "$child"
            code=$?
            while kill -s 0 "$child" 2>/dev/null; do wait "$child"; code=$?; done
            kill -s KILL "$keeper" 2>/dev/null
            exit "$code"
            """;

    /** Between two looks at whether it has ended. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final int TAIL_BYTES = 16_384;
    private static final int TAIL_LINES = 12;
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(10);

    private final Process process;
    private final Path log;
    private final Duration grace;

    private ChildProcess(Process process, Path log, Duration grace) {
        this.process = process;
        this.log = log;
        this.grace = grace;
    }

    /**
     * Starts it.
     *
     * @param log which is written over
     * @param grace in which it has to end when asked to
     * @throws EvaluationException where this machine cannot start it
     */
    public static ChildProcess start(List<String> argv, Path log, Duration grace) {
        var command = new ArrayList<>(
                List.of("setsid", "sh", "-c", KEEPER, "keeper", Long.toString(Math.max(1, grace.toSeconds()))));
        command.addAll(argv);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        ChildEnvironment.limit(builder);
        try {
            var folder = log.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return new ChildProcess(builder.start(), log, grace);
        } catch (IOException e) {
            throw new EvaluationException(
                    Printable.plain(argv.get(0)) + " cannot be started ("
                            + Printable.line(String.valueOf(e.getMessage()))
                            + "); `setsid` of util-linux and `sh` are needed for it",
                    e);
        }
    }

    /** Whether it ended within this time. */
    public boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }

    /**
     * Waits until it has ended well.
     *
     * @param what for people: {@code the converter}
     * @throws EvaluationException where it fails, or takes longer
     * @throws CancellationException once {@code cancelled} says so
     */
    public void awaitSuccess(String what, Duration longest, BooleanSupplier cancelled) {
        long start = System.nanoTime();
        while (!ended(LOOK)) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled while " + what + " ran");
            }
            if (System.nanoTime() - start > longest.toNanos()) {
                throw new EvaluationException(
                        what + " took more than " + longest.toMinutes() + " minutes; allow more: " + lastWords());
            }
        }
        if (exitCode() != 0) {
            throw new EvaluationException(what + " ended with code " + exitCode() + "; " + lastWords());
        }
    }

    /** Once it has ended; 128 and more is a signal. */
    public int exitCode() {
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** The last lines that it wrote, in a form for messages; they are of others. */
    public String lastWords() {
        try (var file = FileChannel.open(log, StandardOpenOption.READ)) {
            var bytes = ByteBuffer.allocate(TAIL_BYTES);
            file.read(bytes, Math.max(0, file.size() - TAIL_BYTES));
            var lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            var last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return last.isEmpty() ? "it wrote nothing" : "it wrote last: " + Printable.line(String.join(" / ", last));
        } catch (IOException e) {
            throw new UncheckedIOException(log + " cannot be read", e);
        }
    }

    /** Asks it to end, and ends it and all of its group where it does not. Returns when it is gone. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(grace.plus(LAST_PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            endGroup();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What is left of the group: servers start processes that outlive them. */
    private void endGroup() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            var builder = new ProcessBuilder("sh", "-c", "kill -s KILL -- \"-$1\"", "end", Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            ChildEnvironment.limit(builder);
            builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the processes of " + process.pid() + " cannot be ended", e);
        }
    }
}
