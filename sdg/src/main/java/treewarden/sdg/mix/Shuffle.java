package treewarden.sdg.mix;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Lines in the order of their keys, sorted on disk: each key's first bits name the part that its line goes to, and a
 * part is sorted in memory. The order does not depend on the number of parts, nor on the order in which lines come.
 */
final class Shuffle implements AutoCloseable {
    /** So many files are open at once. */
    private static final int MOST_BITS = 9;

    private static final int BUFFER = 1 << 13;

    private final Path folder;
    private final int bits;
    private final List<Part> parts = new ArrayList<>();

    private record Part(Path file, DataOutputStream out) {}

    private record Line(long key, byte[] text) {}

    private static final Comparator<Line> BY_KEY = (a, b) -> {
        int order = Long.compareUnsigned(a.key(), b.key());
        return order != 0 ? order : Arrays.compareUnsigned(a.text(), b.text());
    };

    /**
     * @param folder for the parts, deleted in the end
     * @param expected bytes in all, about
     */
    Shuffle(Path folder, long expected, int partBytes) {
        this.folder = folder;
        int wanted = 0;
        while (wanted < MOST_BITS && (expected >> wanted) > partBytes) {
            wanted++;
        }
        this.bits = wanted;
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < 1 << bits; i++) {
                var file = folder.resolve("part-" + i);
                parts.add(new Part(
                        file, new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))));
            }
        } catch (IOException e) {
            throw MixException.unwritable(folder, e);
        }
    }

    void add(long key, byte[] line) {
        var part = parts.get(bits == 0 ? 0 : (int) (key >>> (Long.SIZE - bits)));
        try {
            part.out().writeLong(key);
            part.out().writeInt(line.length);
            part.out().write(line);
        } catch (IOException e) {
            throw MixException.unwritable(part.file(), e);
        }
    }

    /** Writes all lines. */
    void into(Output out) {
        for (var part : parts) {
            for (var line : sorted(part)) {
                out.row(line.text());
            }
        }
    }

    private static List<Line> sorted(Part part) {
        try {
            part.out().close();
        } catch (IOException e) {
            throw MixException.unwritable(part.file(), e);
        }
        var lines = new ArrayList<Line>();
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(part.file()), 1 << 16))) {
            long left = Files.size(part.file());
            while (left > 0) {
                long key = in.readLong();
                var text = new byte[in.readInt()];
                in.readFully(text);
                lines.add(new Line(key, text));
                left -= Long.BYTES + Integer.BYTES + text.length;
            }
            Files.delete(part.file());
        } catch (IOException e) {
            throw MixException.unreadable(part.file(), e);
        }
        lines.sort(BY_KEY);
        return lines;
    }

    @Override
    public void close() {
        try {
            for (var part : parts) {
                try {
                    part.out().close();
                } catch (IOException e) {
                    // What is not written yet is not wanted any more: close() comes after into(), or after a failure.
                    continue;
                }
            }
        } finally {
            Folders.delete(folder);
        }
    }
}
