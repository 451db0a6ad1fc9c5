package treewarden.sdg.mix;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import treewarden.domain.Digest;

/** A file that is being written, counted and digested on the way. */
final class Output implements AutoCloseable {
    private final Path file;
    private final DigestOutputStream digest;
    private final OutputStream out;
    private long rows;
    private long bytes;

    /** Into any stream; the file is the name of it in messages. */
    Output(Path file, OutputStream into) {
        this.file = file;
        this.digest = new DigestOutputStream(into, Dice.sha256());
        this.out = new BufferedOutputStream(digest, 1 << 16);
    }

    /** A new file, or an old one written over. Its folder is made where it is missing. */
    static Output to(Path file) {
        try {
            var folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return new Output(file, Files.newOutputStream(file));
        } catch (IOException e) {
            throw MixException.unwritable(file, e);
        }
    }

    /** Writes a whole text file into the folder. */
    static MixedFile text(Path folder, String name, String text) {
        var out = to(folder.resolve(name));
        try (out) {
            out.raw(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.written(name);
    }

    void row(byte[] line) {
        raw(line);
        newline();
        rows++;
    }

    long rows() {
        return rows;
    }

    /** What was written, under a name for the report. Ask after closing. */
    MixedFile written(String name) {
        return new MixedFile(
                name,
                rows,
                bytes,
                new Digest(HexFormat.of().formatHex(digest.getMessageDigest().digest())));
    }

    private void raw(byte[] text) {
        try {
            out.write(text);
            bytes += text.length;
        } catch (IOException e) {
            throw MixException.unwritable(file, e);
        }
    }

    private void newline() {
        try {
            out.write('\n');
            bytes++;
        } catch (IOException e) {
            throw MixException.unwritable(file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw MixException.unwritable(file, e);
        }
    }
}
