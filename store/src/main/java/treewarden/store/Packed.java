package treewarden.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/** Bytes in a row: as they are when few, deflated when many. */
record Packed(String encoding, int size, byte[] bytes) {
    private static final int WORTH_IT = 2_048;

    static Packed pack(byte[] bytes) {
        if (bytes.length < WORTH_IT) {
            return new Packed("plain", bytes.length, bytes);
        }
        var deflater = new Deflater(Deflater.BEST_SPEED);
        var out = new ByteArrayOutputStream(bytes.length / 4);
        try (var packing = new DeflaterOutputStream(out, deflater)) {
            packing.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return new Packed("deflate", bytes.length, out.toByteArray());
    }

    byte[] unpack() {
        if (encoding.equals("plain")) {
            return bytes;
        }
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            var plain = new byte[size];
            int read = 0;
            while (read < size) {
                int more = inflater.inflate(plain, read, size - read);
                if (more == 0) {
                    throw new IllegalStateException("a stored body is shorter than it was");
                }
                read += more;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalStateException("a stored body is damaged", e);
        } finally {
            inflater.end();
        }
    }
}
