package treewarden.sdg.mix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Where files are written until all are whole: a folder inside the output folder, so that giving them their names only
 * renames them. What a killed run left there is removed by the next.
 */
final class Staging implements AutoCloseable {
    /** Names last what tells a reader that the others are whole. */
    private static final Comparator<Path> ORDER = Comparator.comparing(
                    (Path path) -> List.of(MixData.CARD, MixData.REPORT).indexOf(String.valueOf(path.getFileName())))
            .thenComparing(path -> String.valueOf(path.getFileName()));

    private final Path out;
    private final Path folder;

    private Staging(Path out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    static Staging in(Path out, String name) {
        var folder = out.resolve(".mixing_" + name);
        Folders.delete(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw MixException.unwritable(folder, e);
        }
        return new Staging(out, folder);
    }

    Path folder() {
        return folder;
    }

    /**
     * Gives all files their names.
     *
     * @param names of all files and folders that such a run may write; those that it did not are removed, so that
     *     nothing of an earlier run of this name stays among them
     */
    void publish(List<String> names) {
        for (var name : names) {
            if (!Files.exists(folder.resolve(name))) {
                Folders.delete(out.resolve(name));
            }
        }
        for (var path : finished()) {
            var named = out.resolve(String.valueOf(path.getFileName()));
            if (Files.isDirectory(path) && Files.exists(named)) {
                Folders.rename(named, folder.resolve(".old"));
            }
            Folders.rename(path, named);
        }
    }

    private List<Path> finished() {
        try (var paths = Files.list(folder)) {
            return paths.sorted(ORDER).toList();
        } catch (IOException e) {
            throw MixException.unreadable(folder, e);
        } catch (UncheckedIOException e) {
            throw MixException.unreadable(folder, new IOException(e.getMessage(), e));
        }
    }

    @Override
    public void close() {
        Folders.delete(folder);
    }
}
