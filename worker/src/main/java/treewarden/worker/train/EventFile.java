package treewarden.worker.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code events.jsonl} as it grows: whole lines only, each once. A line that is too long, or no event, is passed
 * over.
 */
final class EventFile {
    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long read;
    private boolean tooLong;

    EventFile(Path file) {
        this.file = file;
    }

    /**
     * An event and where its line begins.
     *
     * @param at in bytes
     */
    record Placed(long at, TrainingEvent event) {}

    /** The next events, in the order in which they were written; none if there are none yet. Call again until empty. */
    List<Placed> more() throws IOException {
        var events = new ArrayList<Placed>();
        if (!Files.exists(file)) {
            return events;
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            var chunk = new byte[CHUNK];
            while (events.isEmpty()) {
                in.seek(read);
                int length = in.read(chunk);
                if (length <= 0) {
                    return events;
                }
                take(chunk, length, events);
            }
        }
        return events;
    }

    private void take(byte[] chunk, int length, List<Placed> events) {
        for (int place = 0; place < length; place++) {
            if (chunk[place] == '\n') {
                long at = read + place - line.size();
                if (!tooLong) {
                    ReadEvent.of(line.toString(StandardCharsets.UTF_8))
                            .ifPresent(event -> events.add(new Placed(at, event)));
                }
                line.reset();
                tooLong = false;
            } else if (line.size() < ReadEvent.LONGEST_LINE) {
                line.write(chunk[place]);
            } else {
                tooLong = true;
            }
        }
        read += length;
    }
}
