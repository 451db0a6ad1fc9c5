package treewarden.sdg.cache;

import java.io.IOException;
import java.io.RandomAccessFile;

/** The end of a segment, and the right to write there. */
final class SegmentWriter implements AutoCloseable {
    private final SegmentLock lock;
    private final RandomAccessFile file;
    private final int number;
    private long end;

    /**
     * Goes on behind the last whole record, and cuts off what a crash left behind it.
     *
     * @param number of the segment, in its log
     */
    SegmentWriter(Segment segment, int number, long end, SegmentLock lock) throws IOException {
        this.lock = lock;
        this.number = number;
        this.end = end;
        this.file = new RandomAccessFile(segment.path().toFile(), "rw");
        if (file.length() != end) {
            file.setLength(end);
        }
    }

    int number() {
        return number;
    }

    long end() {
        return end;
    }

    /** The record is with the system when this returns, so that the end of this process does not matter to it. */
    long append(byte[] record) throws IOException {
        try {
            file.seek(end);
            file.write(record);
        } catch (IOException e) {
            cut(e);
            throw e;
        }
        long at = end;
        end += record.length;
        return at;
    }

    /** A record of which a part was written must not stand before the next one. */
    private void cut(IOException why) {
        try {
            file.setLength(end);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    /** Has the system write what it holds to the disk. */
    void force() throws IOException {
        file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
        try (lock;
                file) {
            force();
        }
    }
}
