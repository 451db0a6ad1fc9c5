package treewarden.app.release.ready;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.release.ready.RoomToTrain.Beside;
import treewarden.domain.Capability;
import treewarden.domain.release.ReleaseStage;

/** The volume that the files of releases are on, which every machine of a release sees. */
record LookAtDisk(ReleaseSettings settings, Site site) implements Probe {
    private static final String WHAT = "disk";

    /** Of a first release: a thousand leaves with a hundred rows of five kilobytes, generated and mixed. */
    private static final long FIRST_DATA = 1_000_000_000;

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
            return List.of(room(folder, Files.getFileStore(folder).getUsableSpace()));
        } catch (IOException e) {
            return List.of(Looked.notReady(
                    WHAT,
                    "nothing can be written to " + folder + " and the `"
                            + settings.hubJournal().getFileName() + "` in it (" + e.getMessage()
                            + "); let the user of this process write there"));
        }
    }

    private Looked room(Path folder, long free) throws IOException {
        var freeWords = RoomToTrain.bytes(free) + " free in " + folder;
        var size = ModelSize.of(settings.recipe().base().folder());
        if (size instanceof ModelSize.Known base) {
            var beside = settings.hub().converts() == null ? Beside.NOTHING : Beside.GGUF;
            var room = RoomToTrain.of(settings.recipe(), base, beside, data(folder));
            var words = room.words() + ", " + freeWords;
            return free >= room.bytes() ? Looked.ready(WHAT, words) : Looked.notReady(WHAT, words + remedy());
        }
        var words = freeWords + "; how much is needed follows from the base model: " + ((ModelSize.Unknown) size).why();
        // What is wrong with a model that should be here is in the way as the base model, and not once more as the
        // disk.
        return site.here().contains(Capability.GPU)
                ? Looked.remark(WHAT, words)
                : site.missing(Capability.GPU, WHAT, words);
    }

    private String remedy() {
        int kept = settings.recipe().machine().checkpointsKept();
        return "; make room there, or name a folder on a larger disk in `releases.folder`"
                + (kept > 1 ? "; fewer `releases.recipe.checkpoints-kept` than " + kept + " take less" : "");
    }

    /** The most that a release left here, or what a first one may leave. */
    private static long data(Path folder) throws IOException {
        try (Stream<Path> releases = Files.list(folder)) {
            long most = 0;
            for (var release : releases.filter(Files::isDirectory).toList()) {
                most = Math.max(
                        most,
                        size(release.resolve(ReleaseStage.GENERATE.slug()))
                                + size(release.resolve(ReleaseStage.MIX.slug())));
            }
            return most == 0 ? FIRST_DATA : most;
        }
    }

    private static long size(Path folder) throws IOException {
        var sum = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sum.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            /** A folder that is not there holds nothing, and a file may go while a release is under way. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return sum.get();
    }
}
