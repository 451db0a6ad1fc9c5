package treewarden.sdg.mix;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a file that somebody else may have written: UTF-8, each within bounds, empty ones left out. */
final class Lines implements AutoCloseable {
    private static final char MARK = '\ufeff';

    private final Path file;
    private final int longest;
    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1 << 13);
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private long number;

    private Lines(Path file, int longest, InputStream in) {
        this.file = file;
        this.longest = longest;
        this.in = in;
    }

    /** @param longest bytes of a line */
    static Lines of(Path file, int longest) {
        if (Files.isDirectory(file)) {
            throw MixException.input(file + " is a folder; name a JSONL file in it");
        }
        try {
            return new Lines(file, longest, Files.newInputStream(file));
        } catch (IOException e) {
            throw MixException.unreadable(file, e);
        }
    }

    /** The next line that is not empty; null at the end. */
    @Nullable
    String next() {
        try {
            while (read()) {
                var text = decoded();
                if (!text.isBlank()) {
                    return text;
                }
            }
            return null;
        } catch (IOException e) {
            throw MixException.unreadable(file, e);
        }
    }

    /** An exception about the line that was read last. */
    MixException malformed(String what) {
        return MixException.input(file + ":" + number + ": " + what + "; mend the line or take it out");
    }

    /** Reads up to the next line end, and says whether there was anything. */
    private boolean read() throws IOException {
        line.reset();
        number++;
        while (true) {
            if (at == filled) {
                at = 0;
                filled = Math.max(0, in.read(buffer));
                if (filled == 0) {
                    return line.size() > 0;
                }
            }
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            if (line.size() + (end - at) > longest) {
                throw malformed("the line has more than " + longest + " bytes");
            }
            line.write(buffer, at, end - at);
            at = end;
            if (end < filled) {
                at++;
                return true;
            }
        }
    }

    private String decoded() {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line.toByteArray()))
                    .toString();
            return number == 1 && !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw malformed("the line is not UTF-8");
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw MixException.unreadable(file, e);
        }
    }
}
