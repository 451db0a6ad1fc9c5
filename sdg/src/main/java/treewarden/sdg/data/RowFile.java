package treewarden.sdg.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of rows, one JSON object a line, read and written row by row. */
public final class RowFile {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final ObjectReader READER = JSON.readerFor(DataRow.class);
    private static final ObjectWriter WRITER = JSON.writerFor(DataRow.class);

    private RowFile() {}

    /** Writes rows to a new file, or over an old one. The caller renames it into place. */
    public static Writer write(Path file) {
        try {
            // Half a character, as a teacher may send one, becomes a question mark, and stops nobody.
            var out = new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8);
            return new Writer(file, new BufferedWriter(out));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Gives each row to the reader, in order. */
    public static void read(Path file, Consumer<DataRow> reader) {
        int number = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                reader.accept(READER.readValue(line));
            }
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(
                    file + ":" + number + ": this is no row of ours; remove the file, and it is made again", e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes one row after the other. */
    public static final class Writer implements AutoCloseable {
        private final Path file;
        private final BufferedWriter out;

        private Writer(Path file, BufferedWriter out) {
            this.file = file;
            this.out = out;
        }

        public void write(DataRow row) {
            try {
                out.write(WRITER.writeValueAsString(row));
                out.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
            }
        }
    }
}
