package treewarden.worker.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import treewarden.domain.Printable;
import treewarden.worker.ChildEnvironment;

/** Asks a program of the operator's cluster: a list of arguments, never a shell, with an end in time. */
final class RunCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_BYTES = 4 << 20;

    /** Where these programs find their cluster, beside what every program gets. */
    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LANG",
            "TMPDIR",
            "SLURM_CONF",
            "KUBECONFIG",
            "KUBERNETES_SERVICE_HOST",
            "KUBERNETES_SERVICE_PORT");

    /** A cold disk gives the libraries of training slowly. */
    private static final Duration TRAINERS_PATIENCE = Duration.ofMinutes(4);

    private final Map<String, String> environment;
    private final Duration patience;

    RunCommand(Map<String, String> worker) {
        this(new TreeMap<>(), PATIENCE);
        worker.forEach((name, value) -> {
            if (NAMES.contains(name)) {
                environment.put(name, value);
            }
        });
    }

    private RunCommand(Map<String, String> environment, Duration patience) {
        this.environment = environment;
        this.patience = patience;
    }

    /** With what a training would get of this environment. */
    static RunCommand asATraining(Map<String, String> worker) {
        return new RunCommand(ChildEnvironment.of(worker), TRAINERS_PATIENCE);
    }

    /** What it said. */
    record Answer(int code, String out, String error) {
        boolean isFine() {
            return code == 0;
        }

        /** For a message: its complaint in one line. */
        String complaint() {
            var said = error.isBlank() ? out : error;
            return said.isBlank() ? "it ended with code " + code : Printable.line(said.strip());
        }
    }

    /** @throws LaunchFailed where the program is missing or does not end */
    Answer run(List<String> words) {
        var command = new ArrayList<>(words);
        command.set(
                0,
                Processes.onPath(words.get(0), environment)
                        .orElseThrow(() -> new LaunchFailed(words.get(0)
                                + " is not on this worker's PATH. Install it, then have it tried again.")));
        try {
            var out = Files.createTempFile("treewarden", ".out");
            var error = Files.createTempFile("treewarden", ".err");
            try {
                return run(command, out, error);
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(error);
            }
        } catch (IOException e) {
            throw new LaunchFailed(
                    command.get(0) + " cannot be run (" + e.getMessage() + "). Install it on this worker.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the worker stops; the training goes on and is taken up again");
        }
    }

    private Answer run(List<String> command, Path out, Path error) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(out.toFile())
                .redirectError(error.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                throw new LaunchFailed(command.get(0) + " did not answer within " + patience.toSeconds()
                        + " s. Look at the cluster, then have it tried again.");
            }
            return new Answer(process.exitValue(), read(out), read(error));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
