package treewarden.app.release;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The trainer's environment, where `trainer/check --install` made one, and a model of random weights to begin with. */
public final class TinyModel {
    public static final Path PYTHON =
            Path.of("..", "trainer", ".venv", "bin", "python").toAbsolutePath().normalize();

    private TinyModel() {}

    /** Skips the test where there is no environment. */
    static Path in(Path folder) throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(PYTHON),
                "there is no environment of the trainer here; trainer/check --install makes it");
        run(
                "import sys; from treewarden_trainer.testing import write_tiny_model; write_tiny_model(sys.argv[1])",
                folder.toString());
        return folder;
    }

    /** What a Python program prints in that environment. */
    static String run(String program, String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(java.util.List.of(PYTHON.toString(), "-c", program));
        command.addAll(java.util.List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }
}
