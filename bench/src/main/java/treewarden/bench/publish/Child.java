package treewarden.bench.publish;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A main of this package in a process of its own, with a heap of so many megabytes; it ends with this one. */
final class Child implements AutoCloseable {
    private static final long SECONDS_TO_END = 20;

    private final Class<?> main;
    private final Process process;
    private final BufferedReader said;
    private final Writer told;

    private Child(Class<?> main, Process process) {
        this.main = main;
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.told = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    static Child start(Class<?> main, int megabytes, Object... arguments) throws IOException {
        return start(Redirect.INHERIT, main, megabytes, arguments);
    }

    /** @param errors where what it says of errors goes */
    static Child start(Redirect errors, Class<?> main, int megabytes, Object... arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<>(
                List.of(java, "-Xmx" + megabytes + "m", "-cp", System.getProperty("java.class.path"), main.getName()));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var builder = new ProcessBuilder(command).redirectError(errors);
        return new Child(main, builder.start());
    }

    /** The next line that it says. */
    String line() throws IOException {
        var line = said.readLine();
        if (line == null) {
            throw new IllegalStateException(main.getSimpleName() + " ended by itself; what it said stands above");
        }
        return line;
    }

    /** What it answers to a line. */
    String ask() throws IOException {
        told.write("\n");
        told.flush();
        return line();
    }

    /** As nothing in it expects. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
