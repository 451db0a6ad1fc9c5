package treewarden.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Secret;

/**
 * Secrets come from the environment, never from the configuration file: {@code NAME_FILE} names a file that holds the
 * secret, else {@code NAME} is the secret. A file that others can read is refused.
 */
final class Secrets {
    private final Map<String, String> environment;
    private final List<Problem> problems;

    Secrets(Map<String, String> environment, List<Problem> problems) {
        this.environment = environment;
        this.problems = problems;
    }

    @Nullable
    Secret optional(String name) {
        var file = environment.get(name + "_FILE");
        if (file != null) {
            return ofFile(name + "_FILE", Path.of(file));
        }
        var value = environment.get(name);
        return value == null ? null : of(name, value);
    }

    @Nullable
    Secret required(String name, String what) {
        if (!environment.containsKey(name) && !environment.containsKey(name + "_FILE")) {
            problems.add(new Problem(
                    name,
                    "is not set: " + what + ". Set " + name + "_FILE to a file that holds it, or " + name + " itself"));
            return null;
        }
        return optional(name);
    }

    private @Nullable Secret ofFile(String name, Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                problems.add(new Problem(name, file + " can be read by everybody; run chmod 600 " + file));
                return null;
            }
            return of(name, Files.readString(file));
        } catch (IOException e) {
            problems.add(new Problem(name, file + " cannot be read (" + e + ")"));
            return null;
        }
    }

    private @Nullable Secret of(String name, String value) {
        if (value.isBlank()) {
            problems.add(new Problem(name, "is empty"));
            return null;
        }
        return Secret.of(value);
    }
}
