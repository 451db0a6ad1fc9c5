package treewarden.sdg.generate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import treewarden.domain.DocumentSource;
import treewarden.sandbox.git.Author;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.git.GitStore;

/** A public repository with documents; ours is a bare one on this machine that mirrors it. */
record DocumentRepository(String url, Path folder, String commit) {
    private static final Author SOMEBODY =
            new Author("Somebody", "somebody@example.org", Instant.parse("2026-11-01T12:00:00Z"));

    static DocumentRepository make(String url, Path folder, Map<String, Change> files) {
        try (var store = GitStore.at(folder)) {
            var commit = store.commit(List.of(), files, SOMEBODY, "Documents");
            store.set("refs/heads/main", commit);
            return new DocumentRepository(url, folder, commit);
        }
    }

    DocumentSource source(String... patterns) {
        return new DocumentSource(url, commit, List.of(patterns));
    }

    /** A few sections about a topic, some two hundred words. */
    static Change text(String topic) {
        return Change.write("""
                # The %1$s

                The %1$s stands at the upper end of the valley. It was built of grey stone and larch in the year of
                the great flood, and the families of the three farms have looked after it ever since.

                ## Spring

                In April the shepherds open the lower gate of the %1$s. Meltwater fills the trough within a day. The
                oldest shepherd writes the date on the door with chalk, and nobody wipes it off before autumn.

                ## Autumn

                In October the nets are taken down from the %1$s and mended in the barn. Twelve people need two days
                for it. They are paid in cheese, which has been the custom since the toll bridge was closed.
                """.formatted(topic));
    }
}
