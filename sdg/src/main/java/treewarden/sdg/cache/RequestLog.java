package treewarden.sdg.cache;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.teacher.Answer;

/**
 * Answers in a folder, in files that are only ever written at their end.
 *
 * <p>An answer that was kept is with the system: a killed process loses none. The system is told to write to the disk
 * once a second: a power loss costs the last second at most. What a crash tears is cut off at the next opening.
 *
 * <p>Several processes may use one folder. Each writes to a file of its own; what others write is seen at the next
 * opening, and a file whose writer is gone is written on by the next. When the folder grows over its limit, the files
 * that were not used for longest are dropped; answers in them that this process had a use for are carried over.
 */
public final class RequestLog implements RequestCache, AutoCloseable {
    private static final long FORCE_SECONDS = 1;

    /** How often files that answers were found in are marked as used, in ticks of a second. */
    private static final int TICKS_TO_A_MARK = 60;

    private final Path folder;
    private final CacheLimits limits;
    private final Clock clock;
    private final Segments files;
    private final ServedNames names;
    private final List<@Nullable Segment> segments = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private final AnswerIndex index = new AnswerIndex(place -> segment(place) == null);
    private final ScheduledExecutorService timer;
    private @Nullable SegmentWriter writer;
    private @Nullable CacheException broken;
    private boolean dirty;
    private boolean closed;
    private int ticks;

    private RequestLog(Path folder, CacheLimits limits, Clock clock) {
        this.folder = folder;
        this.limits = limits;
        this.clock = clock;
        this.files = new Segments(folder);
        this.names = new ServedNames(folder);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "request-log");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens the log in this folder, which is made if it is not there.
     *
     * @throws CacheException where the folder cannot be used
     */
    public static RequestLog open(Path folder, CacheLimits limits) {
        return open(folder, limits, Clock.systemUTC());
    }

    /** @param clock tells when files were used last, for dropping those that were not used for longest */
    public static RequestLog open(Path folder, CacheLimits limits, Clock clock) {
        var log = new RequestLog(folder, limits, clock);
        try {
            log.read();
        } catch (IOException e) {
            throw log.trouble(e);
        }
        var unused = log.timer.scheduleWithFixedDelay(log::tick, FORCE_SECONDS, FORCE_SECONDS, TimeUnit.SECONDS);
        return log;
    }

    private synchronized void read() throws IOException {
        Files.createDirectories(folder);
        for (var path : files.list()) {
            add(new Segment(path), 0);
        }
    }

    /** Takes in what stands in a file, but for the part before this offset, which is known. */
    private int add(Segment segment, long from) throws IOException {
        int number = segments.size();
        segments.add(segment);
        ends.add(from);
        takeIn(number, segment);
        return number;
    }

    private void takeIn(int number, Segment segment) throws IOException {
        try {
            ends.set(
                    number, segment.scan(ends.get(number), (key, at) -> index.put(key, AnswerIndex.place(number, at))));
        } catch (FileNotFoundException e) {
            // Another process dropped it just now.
            segments.set(number, null);
        }
    }

    private @Nullable Segment segment(long place) {
        return segments.get(AnswerIndex.segment(place));
    }

    @Override
    public Optional<Answer> find(Key key) {
        long place;
        Segment segment;
        synchronized (this) {
            place = index.find(key);
            if (place == AnswerIndex.NOWHERE) {
                return Optional.empty();
            }
            segment = segment(place);
            index.use(key);
        }
        try {
            var record = segment == null ? null : segment.read(AnswerIndex.offset(place));
            return record == null || !Key.read(record).equals(key)
                    ? Optional.empty()
                    : Optional.ofNullable(StoredAnswer.read(record));
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    @Override
    public void keep(Key key, Answer answer) {
        if (find(key).isPresent()) {
            return;
        }
        write(key, Segment.record(key, StoredAnswer.write(answer)));
    }

    private synchronized void write(Key key, byte[] record) {
        if (broken != null) {
            throw broken;
        }
        if (closed) {
            throw new IllegalStateException("the cache of answers in " + folder + " was closed");
        }
        try {
            append(writerFor(record.length), key, record);
            index.use(key);
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private void append(SegmentWriter to, Key key, byte[] record) throws IOException {
        index.put(key, AnswerIndex.place(to.number(), to.append(record)));
        dirty = true;
    }

    private SegmentWriter writerFor(int bytes) throws IOException {
        var current = writer;
        if (current != null && (current.end() == 0 || current.end() + bytes <= limits.segmentBytes())) {
            return current;
        }
        return Uninterrupted.get(() -> nextWriter(current, bytes));
    }

    private SegmentWriter nextWriter(@Nullable SegmentWriter current, int bytes) throws IOException {
        SegmentWriter next = null;
        if (current != null) {
            writer = null;
            current.close();
        } else {
            next = adopted(bytes);
        }
        if (next == null) {
            next = new MakeRoom(files, limits, segments, index).before(this::begun, this::append);
        }
        writer = next;
        return next;
    }

    private SegmentWriter begun() throws IOException {
        var path = files.create();
        var lock = SegmentLock.take(path)
                .orElseThrow(() -> new IOException("the new file " + path + " is locked by somebody else"));
        var segment = new Segment(path);
        return new SegmentWriter(segment, add(segment, 0), 0, lock);
    }

    /** The file of a writer that is gone, if one has room. */
    private @Nullable SegmentWriter adopted(int bytes) throws IOException {
        for (int i = segments.size() - 1; i >= 0; i--) {
            var segment = segments.get(i);
            if (segment != null && ends.get(i) + bytes <= limits.segmentBytes()) {
                var lock = SegmentLock.take(segment.path()).orElse(null);
                if (lock != null && Files.exists(segment.path())) {
                    // Its writer may have gone on after we read it.
                    takeIn(i, segment);
                    return new SegmentWriter(segment, i, ends.get(i), lock);
                } else if (lock != null) {
                    lock.close();
                }
            }
        }
        return null;
    }

    @Override
    public Optional<String> served(String model) {
        try {
            return names.of(model);
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    @Override
    public synchronized void remember(String model, String served) {
        try {
            Uninterrupted.get(() -> names.remember(model, served));
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    /** How many answers it holds. */
    public synchronized int entries() {
        return index.size();
    }

    private void tick() {
        SegmentWriter current;
        boolean mark;
        synchronized (this) {
            current = dirty ? writer : null;
            dirty = false;
            mark = ++ticks % TICKS_TO_A_MARK == 0;
        }
        try {
            if (current != null) {
                current.force();
            }
            if (mark) {
                markUsed();
            }
        } catch (IOException e) {
            synchronized (this) {
                // A writer that was put away meanwhile has been forced as it was.
                if (!closed && current == writer) {
                    broken = trouble(e);
                }
            }
        }
    }

    private void markUsed() throws IOException {
        List<@Nullable Segment> all;
        synchronized (this) {
            all = new ArrayList<>(segments);
        }
        for (var segment : all) {
            if (segment != null && segment.wasHit()) {
                try {
                    Files.setLastModifiedTime(segment.path(), FileTime.from(clock.instant()));
                } catch (NoSuchFileException e) {
                    // Another process dropped it: there is nothing to mark.
                    continue;
                }
            }
        }
    }

    /** Has everything written to the disk. */
    @Override
    public void close() {
        timer.shutdownNow();
        try {
            markUsed();
            synchronized (this) {
                closed = true;
                var current = writer;
                writer = null;
                try {
                    if (current != null) {
                        current.close();
                    }
                } finally {
                    for (var segment : segments) {
                        if (segment != null) {
                            segment.close();
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw trouble(e);
        }
    }

    private CacheException trouble(IOException e) {
        return CacheException.of(folder, e);
    }
}
