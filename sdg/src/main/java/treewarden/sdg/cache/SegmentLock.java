package treewarden.sdg.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write to a segment, held by at most one log of all processes; the system takes it back from a process
 * that dies.
 *
 * <p>It is a lock on a file beside the segment. The system drops a process's lock when that process closes the file
 * anywhere, so within a process the file is opened once only: {@link #HELD} sees to that.
 */
final class SegmentLock implements AutoCloseable {
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private SegmentLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Empty where somebody else holds it. */
    static Optional<SegmentLock> take(Path segment) throws IOException {
        var path = segment.resolveSibling(segment.getFileName() + ".lock")
                .toAbsolutePath()
                .normalize();
        if (!HELD.add(path)) {
            return Optional.empty();
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = channel.tryLock() != null;
            return locked ? Optional.of(new SegmentLock(path, channel)) : Optional.empty();
        } finally {
            if (!locked) {
                HELD.remove(path);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(path);
    }
}
