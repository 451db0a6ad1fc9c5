package treewarden.app.release.ready;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import treewarden.app.release.ReleaseSettings;
import treewarden.domain.Capability;

/** The volume that the files of releases are on, which every machine of a release sees. */
record LookAtDisk(ReleaseSettings settings, Site site) implements Probe {
    /** Weights, gradients' moments and two checkpoints beside the model itself. */
    private static final int TIMES_THE_MODEL = 8;

    private static final String WHAT = "disk";

    @Override
    public Set<Capability> of() {
        return Set.of(Capability.TEACHER, Capability.GPU, Capability.PUBLISH);
    }

    @Override
    public List<Looked> look() {
        var folder = settings.folder();
        try {
            Files.createDirectories(folder);
            var journal = Files.createDirectories(settings.hubJournal());
            // Whether somebody may write is known for certain from a file alone.
            Files.delete(Files.createTempFile(folder, "looked-at", ""));
            Files.delete(Files.createTempFile(journal, "looked-at", ""));
            return List.of(room(folder));
        } catch (IOException e) {
            return List.of(Looked.notReady(
                    WHAT,
                    "nothing can be written to " + folder + " and the `"
                            + settings.hubJournal().getFileName() + "` in it (" + e.getMessage()
                            + "); let the user of this process write there"));
        }
    }

    private Looked room(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        long wanted = TIMES_THE_MODEL * size(settings.recipe().base().folder());
        var words =
                String.format(Locale.ROOT, "%.1f GB free in %s, about %.1f wanted", free / 1e9, folder, wanted / 1e9);
        return free >= wanted ? Looked.ready(WHAT, words) : Looked.notReady(WHAT, words + "; make room there");
    }

    /** The bytes of the files right in the folder; 0 where there is none. */
    static long size(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            long sum = 0;
            for (var file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }
}
