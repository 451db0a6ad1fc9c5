package treewarden.worker.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import treewarden.domain.Digest;
import treewarden.worker.train.RunFolder;
import treewarden.worker.train.TrainingPlan.Base;

/**
 * Keeps what people call the base model of a training that goes on for days: by its end the configuration may be about the
 * next release's. The trainer's own plan says which folder it reads; here is the name that this folder had.
 */
final class NoteBase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final RunFolder run;

    /** @param stage the folder of the training */
    NoteBase(Path stage, RunFolder run) {
        this.folder = stage.resolve("base-model");
        this.run = run;
    }

    /** Before the trainer is started, or found again. */
    void note(Base base, String name) throws IOException {
        Files.createDirectories(folder);
        var file = file(base.folder());
        var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.writeString(unfinished, name);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Of the model that was trained after all; the name of its folder where none was noted. */
    String name() throws IOException {
        var base = model(run);
        var noted = file(base);
        return Files.exists(noted) ? Files.readString(noted) : String.valueOf(base.getFileName());
    }

    /** The folder of the model that a training began with; {@code configured} where the plan of it is not here any more. */
    static Path model(RunFolder run, Path configured) throws IOException {
        return Files.exists(run.plan()) ? model(run) : configured;
    }

    private static Path model(RunFolder run) throws IOException {
        return Path.of(JSON.readTree(run.plan().toFile()).path("model").asText());
    }

    private Path file(Path base) {
        return folder.resolve(Digest.of(base.toAbsolutePath().toString()).hex());
    }
}
