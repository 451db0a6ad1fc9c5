package treewarden.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import treewarden.sandbox.git.Author;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.git.GitStore;

/** What knowledge leaves are about, in repositories on this machine. */
public final class Documents {
    private static final Author SOMEBODY =
            new Author("Somebody", "somebody@example.org", Instant.parse("2026-11-01T12:00:00Z"));

    private Documents() {}

    /** Makes a bare repository with one commit of the files; returns the commit. */
    public static String in(Path bare, Map<String, Change> files) {
        try (var store = GitStore.at(bare)) {
            var commit = store.commit(List.of(), files, SOMEBODY, "Documents");
            store.set("refs/heads/main", commit);
            return commit;
        }
    }

    /** A short text about a topic. */
    public static String about(String topic) {
        return """
                # %1$s

                Of %1$s the oldest people of the valley tell that it was looked after by three families in turn.
                In April the shepherds open the lower gate, and meltwater fills the trough within a day.

                ## Autumn

                In October the nets are taken down and mended in the barn. Twelve people need two days for it, and
                they are paid in cheese, which has been the custom since the toll bridge was closed.
                """.formatted(topic);
    }
}
