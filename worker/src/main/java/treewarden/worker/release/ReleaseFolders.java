package treewarden.worker.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.worker.hub.HashFolder;
import treewarden.worker.train.RunFolder;

/**
 * Where the files of releases are: {@code ROOT/release-20261123/train}. On a volume that all machines see, where there is
 * more than one.
 */
public record ReleaseFolders(Path root) {
    public ReleaseFolders {
        root = root.toAbsolutePath().normalize();
    }

    public Path of(ReleaseId release) {
        return root.resolve(release.name());
    }

    /** Where the trials of {@link TryWithout} are that tell what hurts a release. */
    Path trials(ReleaseId release) {
        return root.resolve("bisect").resolve(release.name());
    }

    /** Where uploads are noted that were begun. */
    public Path journal() {
        return root.resolve("hub-journal");
    }

    public Path of(ReleaseId release, ReleaseStage stage) {
        return of(release).resolve(stage.slug());
    }

    /** Where a release is trained. */
    RunFolder training(ReleaseId release) {
        return new RunFolder(of(release, ReleaseStage.TRAIN).resolve("run"));
    }

    /** Each file of a folder with its SHA-256, by its path below it. */
    public static Map<String, Digest> digests(Path folder) {
        var digests = new TreeMap<String, Digest>();
        HashFolder.manifest(folder).files().forEach((path, file) -> digests.put(path, new Digest(file.sha256())));
        return digests;
    }

    /**
     * Makes sure that the files are what a stage said they are.
     *
     * @throws FilesChanged naming the first one that is not
     */
    public static void require(Path folder, Map<String, Digest> files) {
        changed(folder, files).ifPresent(what -> {
            throw new FilesChanged(what);
        });
    }

    /**
     * Makes sure that the files are there, whatever they hold.
     *
     * @throws FilesChanged naming the first one that is not
     */
    static void requireThere(Path folder, Map<String, Digest> files) {
        missing(folder, files).ifPresent(what -> {
            throw new FilesChanged(what);
        });
    }

    /** The first of the files that is not what a stage said it is, in a clause; all of them are read. */
    static Optional<String> changed(Path folder, Map<String, Digest> files) {
        return missing(folder, files)
                .or(() -> files.entrySet().stream()
                        .filter(file -> !HashFolder.digest(folder.resolve(file.getKey()))
                                .equals(file.getValue()))
                        .map(file -> folder.resolve(file.getKey()) + " is not what it was when it was made")
                        .findFirst());
    }

    /** The first of the files that is not there, in a clause. */
    static Optional<String> missing(Path folder, Map<String, Digest> files) {
        return files.keySet().stream()
                .map(folder::resolve)
                .filter(path -> !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                .map(path -> path + " is not there any more")
                .findFirst();
    }

    /** Whether anything is kept of a release. */
    boolean areThere(ReleaseId release) {
        return Files.isDirectory(of(release), LinkOption.NOFOLLOW_LINKS);
    }

    /** Deletes a folder with all that is in it; links are deleted, not followed. */
    public static void delete(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted: " + e.getMessage(), e);
        }
    }
}
