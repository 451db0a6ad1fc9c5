package treewarden.app.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.worker.ChildEnvironment;

/**
 * Has the trainer write the model of random weights that the demo's releases begin with. It takes seconds, so it is done
 * beside everything else, and whoever wants to train waits for it.
 */
final class WriteTinyModel {
    private static final Logger log = LoggerFactory.getLogger(WriteTinyModel.class);

    /** Waits at most two minutes: should the demo have been killed, nobody takes the mark away. */
    private static final String SCRIPT = """
            #!/bin/sh
            # The trainer's Python, as the demo's releases start it.
            waited=0
            while [ -e %s ] && [ "$waited" -lt 600 ]; do
              waited=$((waited + 1))
              sleep 0.2
            done
            # Tiny models: more threads only wait for each other.
            OMP_NUM_THREADS=1 exec %s "$@"
            """;

    private final Path folder;

    /** @param folder for the model and all that belongs to it */
    WriteTinyModel(Path folder) {
        this.folder = folder;
    }

    /** Where the model is going to be. */
    Path model() {
        return folder.resolve("base");
    }

    /** A program that does what this Python does, once the model is written. */
    Path patient(Path python) throws IOException {
        Files.createDirectories(folder);
        Files.createFile(unwritten());
        var script = folder.resolve("python");
        Files.writeString(script, SCRIPT.formatted(quoted(unwritten()), quoted(python)));
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    /** Begins, and does not wait for the end. */
    void begin(Path python) throws IOException {
        var half = folder.resolve("base.part");
        var said = folder.resolve("base.log");
        var builder = new ProcessBuilder(
                        python.toString(), "-m", "treewarden_trainer", "tiny-model", "--output", half.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        ChildEnvironment.limit(builder);
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.start().onExit().thenAccept(ended -> settle(ended.exitValue(), half, said));
    }

    private void settle(int code, Path half, Path said) {
        try {
            if (code == 0) {
                Files.move(half, model());
            } else if (Files.exists(folder)) {
                log.warn(
                        "The trainer's Python could not write a tiny model, so no release of this demo gets beyond"
                                + " its training: {}. `trainer/check` says what is wrong with it",
                        lastLine(said));
            }
            Files.deleteIfExists(unwritten());
        } catch (IOException e) {
            log.warn("The tiny model cannot be put in its place", e);
        }
    }

    private static @Nullable String lastLine(Path said) throws IOException {
        return new String(Files.readAllBytes(said), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((before, last) -> last)
                .orElse("it did not say why");
    }

    private Path unwritten() {
        return folder.resolve("unwritten");
    }

    /** For a shell. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
