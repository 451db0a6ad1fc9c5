package treewarden.worker.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import treewarden.domain.release.StageReport;

/** The data set without what a run keeps beside it for itself. */
final class PublishableData {
    private PublishableData() {}

    static Path of(Path data, StageContext context) {
        var folder = context.folder().resolve("data");
        try {
            ReleaseFolders.delete(folder);
            for (var name : context.report(StageReport.Generated.class).files().keySet()) {
                var target = folder.resolve(name);
                Files.createDirectories(target.getParent());
                LinkedFolder.link(data.resolve(name), target);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder + " cannot be written (" + e.getMessage() + "); make room there, and have it tried again",
                    e);
        }
    }
}
