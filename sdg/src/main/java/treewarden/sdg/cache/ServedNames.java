package treewarden.sdg.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import treewarden.domain.Digest;

/** Under which name each configured model answered last: a small file for each, put in place whole. */
record ServedNames(Path folder) {
    private static final String SEPARATOR = "\n";

    Optional<String> of(String model) throws IOException {
        try {
            var parts = Files.readString(file(model), StandardCharsets.UTF_8).split(SEPARATOR, 2);
            return parts.length == 2 && !parts[1].isEmpty() ? Optional.of(parts[1]) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    Path remember(String model, String served) throws IOException {
        var file = file(model);
        // Of this process alone, so that two of them cannot write into one.
        var draft = Files.createTempFile(folder, "served-", ".tmp");
        try {
            Files.writeString(draft, model.replace(SEPARATOR, " ") + SEPARATOR + served, StandardCharsets.UTF_8);
            return Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private Path file(String model) {
        return folder.resolve("served-" + Digest.of(model).hex().substring(0, 16) + ".txt");
    }
}
