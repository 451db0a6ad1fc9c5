package treewarden.app.release;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        var command = new ArrayList<>(List.of(PYTHON.toString(), "-c", program));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the program failed; what it said stands above");
        }
        return said.strip();
    }
}
