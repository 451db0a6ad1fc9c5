package treewarden.sdg.document.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import treewarden.domain.Digest;

/**
 * Repositories that were fetched, each with one commit, in a folder that other processes may share. An entry is built
 * under another name and renamed when it holds its commit, so what is found is whole. The one that was used last goes
 * last.
 */
final class FetchCache {
    private static final String ENTRY = "[0-9a-f]{32}";
    private static final String UNFINISHED = "unfinished-";

    /** Its time is when the entry was used last. */
    private static final String USED = "used";

    private final Path folder;
    private final long bytes;
    private final Duration inUse;
    private final Clock clock;
    private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    /** @param inUse how long after its last use an entry may still be read by another process */
    FetchCache(Path folder, long bytes, Duration inUse, Clock clock) {
        this.folder = folder;
        this.bytes = bytes;
        this.inUse = inUse;
        this.clock = clock;
    }

    static String key(DocumentAddress address, String commit) {
        return Digest.of(address.name() + "\n" + commit).hex().substring(0, 32);
    }

    /** Work on one entry, one after the other; the others wait here, and find what the first has fetched. */
    <T> T alone(String key, Cancel cancel, Supplier<T> work) {
        var lock = locks.computeIfAbsent(key, unused -> new ReentrantLock());
        var waiting = new Patience(cancel, Duration.ofDays(1));
        try {
            do {
                waiting.check();
            } while (!lock.tryLock(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Interrupted.whileFetching(e);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    Optional<Path> find(String key) {
        var entry = folder.resolve(key);
        return Files.isRegularFile(entry.resolve(USED)) ? Optional.of(entry) : Optional.empty();
    }

    /** A folder for an entry that is being made; nothing is there yet. */
    Path unfinished() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempDirectory(folder, UNFINISHED);
    }

    /** Puts an entry in place that holds what it should. Another process may have done so before: then it is theirs. */
    Path keep(Path unfinished, String key) throws IOException {
        Files.createFile(unfinished.resolve(USED));
        var entry = folder.resolve(key);
        touch(unfinished);
        try {
            Files.move(unfinished, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (find(key).isEmpty()) {
                throw e;
            }
            delete(unfinished);
        }
        return entry;
    }

    void used(String key) throws IOException {
        touch(folder.resolve(key));
    }

    private void touch(Path entry) throws IOException {
        Files.setLastModifiedTime(entry.resolve(USED), FileTime.from(clock.instant()));
    }

    /** Under another name first: an entry that is there is whole. */
    void discard(String key) throws IOException {
        var entry = folder.resolve(key);
        if (Files.exists(entry)) {
            var away = unfinished();
            Files.delete(away);
            Files.move(entry, away, StandardCopyOption.ATOMIC_MOVE);
            delete(away);
        }
    }

    /** Makes room: the entries that were used longest ago go, but for those that may be in use. */
    synchronized void shrink() throws IOException {
        var entries = entries();
        long total = entries.stream().mapToLong(Entry::bytes).sum();
        var old = clock.instant().minus(inUse);
        for (var entry : entries) {
            if (total <= bytes) {
                return;
            }
            var lock = locks.get(entry.key());
            if (entry.used().isBefore(old) && (lock == null || !lock.isLocked())) {
                discard(entry.key());
                total -= entry.bytes();
            }
        }
    }

    private record Entry(String key, Instant used, long bytes) {}

    /** Those that were used longest ago first. What a killed process has left is removed on the way. */
    private List<Entry> entries() throws IOException {
        var entries = new ArrayList<Entry>();
        var old = clock.instant().minus(inUse);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (var path : all) {
                var name = path.getFileName().toString();
                if (name.matches(ENTRY)) {
                    entries.add(new Entry(name, lastUse(path), size(path)));
                } else if (name.startsWith(UNFINISHED)
                        && Files.getLastModifiedTime(path).toInstant().isBefore(old)) {
                    delete(path);
                }
            }
        }
        entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::key));
        return entries;
    }

    private static Instant lastUse(Path entry) throws IOException {
        try {
            return Files.getLastModifiedTime(entry.resolve(USED)).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.EPOCH;
        }
    }

    private static long size(Path entry) throws IOException {
        try (var files = Files.walk(entry)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
