package treewarden.sandbox.hub;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The official client, {@code huggingface_hub}, in a virtual environment of its own below {@code target}. */
final class PythonClient {
    /** Versions whose client still knows large file storage without Xet. */
    private static final String PACKAGE = "huggingface_hub>=1,<3";

    private static final Path ENVIRONMENT = Path.of("target", "hub-python").toAbsolutePath();
    private static final int PATIENCE_SECONDS = 240;

    private PythonClient() {}

    /** Installs it, once. Without Python or a package index the test is skipped, and says so. */
    static void install() throws IOException {
        var done = ENVIRONMENT.resolve("installed");
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(ENVIRONMENT);
        var made = run(List.of("python3", "-m", "venv", ENVIRONMENT.toString()), Map.of());
        skipUnless(made, "Python 3 with venv is not here");
        var pip = List.of(
                python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1", PACKAGE);
        var installed = run(pip, Map.of());
        skipUnless(installed, "huggingface_hub cannot be installed from a package index");
        Files.writeString(done, PACKAGE);
    }

    /** A whole class that is skipped leaves no trace in Maven's report, so that the reason is printed as well. */
    private static void skipUnless(Ended ended, String reason) {
        if (ended.status() != 0) {
            System.err.println("The test with the Hub's official client is skipped: " + reason);
        }
        assumeTrue(ended.status() == 0, reason + ": " + ended.output());
    }

    /** How a process ended and what it said. */
    record Ended(int status, String output) {}

    /** Runs a script against a Hub. */
    static Ended script(StandInHub hub, Path home, String script, String... arguments) {
        var command = new ArrayList<>(List.of(python(), "-c", script));
        command.addAll(List.of(arguments));
        return run(
                command,
                Map.of(
                        "HF_ENDPOINT", hub.url(),
                        "HF_HOME", home.toString(),
                        "HF_TOKEN", HubOptions.TOKEN.secret(),
                        "HF_HUB_DISABLE_XET", "1",
                        "HF_HUB_DISABLE_TELEMETRY", "1",
                        "HF_HUB_DISABLE_PROGRESS_BARS", "1",
                        "NO_PROXY", "127.0.0.1"));
    }

    private static String python() {
        return ENVIRONMENT.resolve("bin").resolve("python").toString();
    }

    private static Ended run(List<String> command, Map<String, String> environment) {
        try {
            var output = Files.createTempFile("python", ".log");
            try {
                var builder =
                        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                var process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    return new Ended(-1, "no end within " + PATIENCE_SECONDS + " s");
                }
                return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ended(-1, "interrupted");
        } catch (IOException e) {
            if (environment.isEmpty()) {
                return new Ended(-1, String.valueOf(e.getMessage()));
            }
            throw new UncheckedIOException(e);
        }
    }
}
