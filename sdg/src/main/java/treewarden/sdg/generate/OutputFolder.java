package treewarden.sdg.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a run writes to, held by one run at a time. Everything is built below {@code .treewarden} and moved
 * into place when it is complete, the report last: a folder with a report is a whole data set.
 */
final class OutputFolder implements AutoCloseable {
    /** The file that is there only when all the others are. */
    static final String REPORT = "report.json";

    private static final String OURS = ".treewarden";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private OutputFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is made if it is not there.
     *
     * @throws GenerateException where another run has it, or it holds what is not ours
     */
    static OutputFolder take(Path folder) {
        try {
            refuseWhatIsNotOurs(folder);
            Files.createDirectories(folder.resolve(OURS));
            var channel = FileChannel.open(
                    folder.resolve(OURS).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lock(channel);
            if (lock == null) {
                channel.close();
                throw new GenerateException(folder + " is in use by another run; wait for it, or name another folder");
            }
            var taken = new OutputFolder(folder, channel, lock);
            taken.clearBuilding();
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static void refuseWhatIsNotOurs(Path folder) throws IOException {
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(folder)) {
            throw new GenerateException(folder + " is no folder; name a folder for --out");
        }
        if (!Files.isDirectory(folder) || Files.isDirectory(folder.resolve(OURS), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new GenerateException(
                        folder + " holds files that no run of ours wrote; name a new or an empty folder for --out");
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Where the data is built. */
    Path building() {
        return folder.resolve(OURS).resolve("building");
    }

    /** A file of ours beside the data, kept between runs. */
    Path own(String name) {
        return folder.resolve(OURS).resolve(name);
    }

    private void clearBuilding() throws IOException {
        delete(building());
        Files.createDirectories(building());
    }

    /** Puts what was built in the place of what the run before left; files that are not ours stay. */
    void publish() {
        try {
            Files.deleteIfExists(folder.resolve(REPORT));
            var published = own("published");
            if (Files.exists(published)) {
                for (var name : Files.readAllLines(published)) {
                    delete(folder.resolve(name));
                }
            }
            var names = new TreeSet<String>();
            try (var entries = Files.list(building())) {
                entries.forEach(entry -> names.add(entry.getFileName().toString()));
            }
            Files.write(published, List.copyOf(names));
            for (var name : names) {
                if (!name.equals(REPORT)) {
                    move(name);
                }
            }
            move(REPORT);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void move(String name) throws IOException {
        delete(folder.resolve(name));
        Files.move(building().resolve(name), folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Lets another run have the folder. */
    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock on " + folder + " cannot be given back: " + e.getMessage(), e);
        }
    }
}
