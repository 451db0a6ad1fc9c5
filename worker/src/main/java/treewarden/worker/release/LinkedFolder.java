package treewarden.worker.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A second folder with the same files, of which each takes no more room: hard links, or copies where there are none. */
final class LinkedFolder {
    private LinkedFolder() {}

    static void make(Path from, Path to) throws IOException {
        ReleaseFolders.delete(to);
        try (var walk = Files.walk(from)) {
            for (var file : walk.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(target);
                } else {
                    link(file, target);
                }
            }
        }
    }

    static void link(Path file, Path target) throws IOException {
        try {
            Files.createLink(target, file);
        } catch (UnsupportedOperationException | IOException e) {
            // Another file system, or one without links.
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
        }
    }
}
