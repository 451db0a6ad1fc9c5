package treewarden.sdg.generate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import treewarden.domain.Digest;
import treewarden.sdg.data.LeafOutcome;
import treewarden.sdg.data.RowFile;

/**
 * The rows of leaves that were finished, by all that they depend on: the leaf, its documents, the pipeline, the teacher
 * and the limits. So an unchanged leaf costs neither a request nor a prompt, and nothing here can be stale. A folder
 * that processes may share: a leaf is written aside and renamed into place.
 */
public final class FinishedLeaves {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ASIDE = "aside-";
    private static final String WRITING = "writing-";

    /** What was left half-written for so long is of a run that is dead. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path folder;
    private final Clock clock;

    /** The folder, which is made if it is not there. */
    public FinishedLeaves(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** A finished leaf: its files are only read. */
    public record Finished(LeafOutcome outcome, Path kept, Path rejected) {}

    /** As it stands beside the rows. */
    record Entry(LeafOutcome outcome, long keptBytes, long rejectedBytes) {}

    Optional<Finished> find(Digest key) {
        var place = place(key);
        try {
            if (!Files.isRegularFile(place.resolve("outcome.json"))) {
                return Optional.empty();
            }
            var entry = JSON.readValue(place.resolve("outcome.json").toFile(), Entry.class);
            var kept = place.resolve("kept.jsonl");
            var rejected = place.resolve("rejected.jsonl");
            if (Files.size(kept) != entry.keptBytes() || Files.size(rejected) != entry.rejectedBytes()) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
            return Optional.of(new Finished(entry.outcome(), kept, rejected));
        } catch (IOException e) {
            // Whatever is wrong with what was kept, making it anew is right.
            return Optional.empty();
        }
    }

    /** A place on the same disk for what must not be kept; it is removed with the next {@link #shrinkTo} a day later. */
    FinishedLeaves aside() {
        try {
            Files.createDirectories(folder);
            return new FinishedLeaves(Files.createTempDirectory(folder, ASIDE), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Begins to write a leaf. */
    Writing begin() {
        try {
            Files.createDirectories(folder);
            return new Writing(Files.createTempDirectory(folder, WRITING));
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private Path place(Digest key) {
        return folder.resolve(key.hex().substring(0, 2)).resolve(key.hex());
    }

    /**
     * Removes the leaves that were not used for longest until the rest is no larger than this, and what dead runs left
     * half-written.
     */
    public void shrinkTo(long bytes) {
        record Old(Path place, FileTime used, long size) {}
        var all = new ArrayList<Old>();
        try {
            removeAbandoned();
            for (var place : places()) {
                all.add(new Old(place, Files.getLastModifiedTime(place), size(place)));
            }
            all.sort(Comparator.comparing(Old::used).reversed());
            long sum = 0;
            for (var old : all) {
                sum += old.size();
                if (sum > bytes) {
                    remove(old.place());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be tidied: " + e.getMessage(), e);
        }
    }

    private void removeAbandoned() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        var before = FileTime.from(clock.instant().minus(ABANDONED));
        for (var kind : List.of(ASIDE, WRITING)) {
            try (var entries = Files.newDirectoryStream(folder, kind + "*")) {
                for (var entry : entries) {
                    if (Files.getLastModifiedTime(entry).compareTo(before) < 0) {
                        remove(entry);
                    }
                }
            }
        }
    }

    private List<Path> places() throws IOException {
        var places = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            try (var shelves = Files.newDirectoryStream(folder, "[0-9a-f][0-9a-f]")) {
                for (var shelf : shelves) {
                    try (var entries = Files.newDirectoryStream(shelf)) {
                        entries.forEach(places::add);
                    }
                }
            }
        }
        return places;
    }

    private static long size(Path place) throws IOException {
        long size = 0;
        try (var files = Files.newDirectoryStream(place)) {
            for (var file : files) {
                size += Files.size(file);
            }
        }
        return size;
    }

    private static void remove(Path place) throws IOException {
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            try (var files = Files.newDirectoryStream(place)) {
                for (var file : files) {
                    remove(file);
                }
            }
        }
        Files.deleteIfExists(place);
    }

    /** Removes everything here. */
    void clear() {
        try {
            remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /** A leaf that is being written. */
    final class Writing implements AutoCloseable {
        private final Path place;
        private final RowFile.Writer kept;
        private final RowFile.Writer rejected;

        private Writing(Path place) {
            this.place = place;
            this.kept = RowFile.write(place.resolve("kept.jsonl"));
            this.rejected = RowFile.write(place.resolve("rejected.jsonl"));
        }

        RowFile.Writer kept() {
            return kept;
        }

        RowFile.Writer rejected() {
            return rejected;
        }

        /** Puts the leaf in its place, here or in another folder of the same disk. */
        Finished finish(FinishedLeaves shelf, Digest key, LeafOutcome outcome) {
            kept.close();
            rejected.close();
            try {
                var entry = new Entry(
                        outcome, Files.size(place.resolve("kept.jsonl")), Files.size(place.resolve("rejected.jsonl")));
                JSON.writeValue(place.resolve("outcome.json").toFile(), entry);
                var there = shelf.place(key);
                Files.createDirectories(there.getParent());
                if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)
                        && shelf.find(key).isEmpty()) {
                    remove(there);
                }
                move(there);
                return new Finished(outcome, there.resolve("kept.jsonl"), there.resolve("rejected.jsonl"));
            } catch (IOException e) {
                throw new UncheckedIOException(folder + " cannot be written: " + e.getMessage(), e);
            }
        }

        private void move(Path there) throws IOException {
            try {
                Files.move(place, there, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another run was first with the same leaf: what it wrote says the same.
                if (e instanceof FileAlreadyExistsException || Files.exists(there.resolve("outcome.json"))) {
                    remove(place);
                } else {
                    throw e;
                }
            }
        }

        /** Drops what was written, unless it was finished; also where the disk is full. */
        @Override
        public void close() {
            try {
                kept.close();
            } finally {
                try {
                    rejected.close();
                } finally {
                    drop();
                }
            }
        }

        private void drop() {
            try {
                if (Files.exists(place)) {
                    remove(place);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(place + " cannot be removed: " + e.getMessage(), e);
            }
        }
    }
}
