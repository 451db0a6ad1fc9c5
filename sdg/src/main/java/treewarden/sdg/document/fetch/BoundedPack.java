package treewarden.sdg.document.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A pack on its way in, whose head is looked at first. The head says how many objects follow, and room for that many is
 * made before the first of them is read: without a limit, twelve bytes could fill our memory.
 */
final class BoundedPack extends FilterInputStream {
    /** {@code PACK}, the version, the number of objects. */
    private static final int HEAD = 12;

    private static final int COUNT = 8;

    static final class TooManyObjects extends IOException {
        private static final long serialVersionUID = 1;

        TooManyObjects(long objects) {
            super("a pack of " + objects + " objects");
        }
    }

    private final int most;
    private int seen;
    private long objects;

    BoundedPack(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) {
            look((byte) one);
        }
        return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int some = super.read(into, from, length);
        for (int i = 0; i < some && seen < HEAD; i++) {
            look(into[from + i]);
        }
        return some;
    }

    private void look(byte next) throws IOException {
        if (seen < HEAD) {
            if (seen >= COUNT) {
                objects = objects << 8 | next & 0xff;
            }
            seen++;
            if (seen == HEAD && objects > most) {
                throw new TooManyObjects(objects);
            }
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
