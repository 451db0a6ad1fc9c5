package treewarden.sdg.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Drops the files that were not used for longest, before a new one is begun. Used under the log's lock. */
record MakeRoom(Segments files, CacheLimits limits, List<@Nullable Segment> segments, AnswerIndex index) {
    interface Begin {
        SegmentWriter begin() throws IOException;
    }

    interface Append {
        void append(SegmentWriter to, Key key, byte[] record) throws IOException;
    }

    private record Victim(Segment segment, int number, SegmentLock lock) {}

    /** Begins the new file, with the answers of the dropped ones that are wanted still. */
    SegmentWriter before(Begin begin, Append append) throws IOException {
        var victims = victims();
        try {
            var writer = begin.begin();
            for (var victim : victims) {
                carry(victim, writer, append);
                drop(victim);
            }
            return writer;
        } finally {
            for (var victim : victims) {
                victim.lock().close();
            }
        }
    }

    private List<Victim> victims() throws IOException {
        var victims = new ArrayList<Victim>();
        var present = files.byLastUse();
        long total = limits.segmentBytes()
                + present.stream().mapToLong(Segments.Present::bytes).sum();
        for (var one : present) {
            if (total <= limits.bytes()) {
                break;
            }
            // What another process writes to right now stays.
            var lock = SegmentLock.take(one.path()).orElse(null);
            if (lock != null) {
                victims.add(victim(one, lock));
                total -= one.bytes();
            }
        }
        return victims;
    }

    private Victim victim(Segments.Present one, SegmentLock lock) {
        for (int i = 0; i < segments.size(); i++) {
            var segment = segments.get(i);
            if (segment != null && segment.path().equals(one.path())) {
                return new Victim(segment, i, lock);
            }
        }
        return new Victim(new Segment(one.path()), -1, lock);
    }

    /** No more than half a file of them, so that there is room for new ones. */
    private void carry(Victim victim, SegmentWriter writer, Append append) throws IOException {
        if (victim.number() < 0) {
            return;
        }
        var wanted = new ArrayList<Long>();
        victim.segment().scan(0, (key, at) -> {
            long place = index.find(key);
            if (AnswerIndex.isUsed(place)
                    && AnswerIndex.segment(place) == victim.number()
                    && AnswerIndex.offset(place) == at) {
                wanted.add(at);
            }
        });
        for (long at : wanted) {
            var record = victim.segment().read(at);
            if (record == null || writer.end() + record.remaining() > limits.segmentBytes() / 2) {
                return;
            }
            var key = Key.read(record);
            var answer = new byte[record.remaining()];
            record.get(answer);
            append.append(writer, key, Segment.record(key, answer));
            index.use(key);
        }
    }

    private void drop(Victim victim) throws IOException {
        if (victim.number() >= 0) {
            segments.set(victim.number(), null);
        }
        victim.segment().close();
        Files.deleteIfExists(victim.segment().path());
        Files.deleteIfExists(victim.lock().path());
    }
}
