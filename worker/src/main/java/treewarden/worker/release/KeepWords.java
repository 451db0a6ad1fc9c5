package treewarden.worker.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Supplier;

/**
 * Keeps what is said beside a model from when people may get it: what the configuration, or a newer Treewarden, would say by
 * the next attempt is not what was committed, and would be a second commit.
 */
final class KeepWords {
    private final Path folder;
    private final boolean isOut;

    KeepWords(StageContext context) {
        this.folder = context.folder().resolve("said");
        this.isOut = context.release().isOut();
    }

    /** The text of this file: as it was said when people came to get it, or as it is said now. */
    String once(String file, Supplier<String> words) throws IOException {
        var kept = folder.resolve(file);
        if (isOut && Files.isRegularFile(kept)) {
            return Files.readString(kept);
        }
        var text = words.get();
        Files.createDirectories(folder);
        var unfinished = folder.resolve(file + ".unfinished");
        Files.writeString(unfinished, text);
        Files.move(unfinished, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return text;
    }
}
