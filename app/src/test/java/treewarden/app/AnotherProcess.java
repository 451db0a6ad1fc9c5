package treewarden.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Treewarden in a process of its own, with an environment of its own, as an operator runs it. */
public final class AnotherProcess {
    private final Process process;
    private final Path output;

    private AnotherProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param output takes what it prints, behind what is there already
     */
    public static AnotherProcess start(Path output, Map<String, String> environment, String... arguments) {
        return start(List.of(), output, environment, arguments);
    }

    /**
     * Starts it on a machine where no file can grow beyond this, as if the disk were full.
     *
     * @param kilobytes of the largest file
     */
    static AnotherProcess startCramped(int kilobytes, Path output, String... arguments) {
        var shell = List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$0\" \"$@\"");
        return start(shell, output, Map.of(), arguments);
    }

    private static AnotherProcess start(
            List<String> around, Path output, Map<String, String> environment, String... arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(around);
        command.addAll(List.of(
                java,
                // As the launcher does: newer Javas say a word about SQLite's native library otherwise.
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("TREEWARDEN_"));
        builder.environment().putAll(environment);
        try {
            return new AnotherProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}: it does nothing more, not even a flush. */
    public void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** {@code kill}: it ends in order. */
    public void terminate() {
        process.destroy();
        exitCode();
    }

    /** Waits for its end. */
    public int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Treewarden ran", e);
        }
    }

    /** What it printed so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
