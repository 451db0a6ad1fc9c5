package treewarden.app.demo;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.app.command.CommandFailed;
import treewarden.domain.Printable;

/** Finds the Python that the trainer is installed in, where this machine has one. */
public final class FindTrainer {
    /** Names it where it is not the one that {@code trainer/check --install} makes. */
    static final String VARIABLE = "TREEWARDEN_TRAINER_PYTHON";

    private FindTrainer() {}

    /**
     * The one that is named, else the one beside the launcher.
     *
     * @param home the folder of the launcher; null where none started this program
     * @throws CommandFailed where one is named that is no program
     */
    public static Optional<Path> in(Map<String, String> environment, @Nullable String home) {
        var named = environment.get(VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(program(named)
                    .orElseThrow(() -> CommandFailed.usage(VARIABLE + " names " + Printable.quoted(named)
                            + ", which is no program; give the path of a Python that has the trainer")));
        }
        return home == null ? Optional.empty() : program(home + "/trainer/.venv/bin/python");
    }

    private static Optional<Path> program(String name) {
        try {
            var path = Path.of(name).toAbsolutePath().normalize();
            return Files.isRegularFile(path) && Files.isExecutable(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
