package treewarden.worker.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.release.KeptOut;
import treewarden.sdg.mix.MadeOf;

/** Reads rows to train on, {@code {"id": ..., "messages": [{"role": ..., "content": ...}]}} a line, one at a time. */
public final class TrainingRows {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** No row is longer, in characters: more than any model's context. */
    private static final int LONGEST = 16 << 20;

    private static final int ID = 32;

    /** Rows between two looks at whether to go on. */
    private static final int LOOK = 1_000;

    private TrainingRows() {}

    /** Who looks on. */
    public interface Watch {
        Watch NOBODY = new Watch() {
            @Override
            public void progressed(long rows) {}

            @Override
            public boolean cancelled() {
                return false;
            }
        };

        void progressed(long rows);

        boolean cancelled();
    }

    /** A row's texts. */
    record Row(String id, List<String> messages, JsonNode json) {
        /** What it says that it was made of. */
        MadeOf madeOf() {
            return MadeOf.of(json);
        }
    }

    /**
     * Gives each row to the reader.
     *
     * @return how many
     * @throws EvaluationException where a file cannot be read, or a line is no row
     */
    static long read(Iterable<Path> files, Watch watch, Consumer<Row> reader) {
        return lines(files, watch, (row, line) -> reader.accept(row));
    }

    /** Copies the rows but those with these ids, as they are; how many were copied. */
    public static long copyWithout(Set<String> ids, Path from, Path to) throws IOException {
        return copy(row -> !ids.contains(row.id()), from, to);
    }

    /** The ids of the rows that say that they were made of what is kept out. */
    public static Set<String> keptOut(Iterable<Path> files, KeptOut keptOut, Watch watch) {
        var ids = new HashSet<String>();
        read(files, watch, row -> {
            if (row.madeOf().isKeptOut(keptOut)) {
                ids.add(row.id());
            }
        });
        return ids;
    }

    /** Copies the rows that were not made of these leaves, named by their folders; how many they are. */
    public static long copyWithoutLeaves(Set<String> leaves, Path from, Path to) throws IOException {
        return copy(row -> !leaves.contains(row.madeOf().leaf()), from, to);
    }

    private static long copy(Predicate<Row> wanted, Path from, Path to) throws IOException {
        long[] copied = {0};
        try (var out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
            lines(List.of(from), Watch.NOBODY, (row, line) -> {
                if (wanted.test(row)) {
                    write(out, line);
                    copied[0]++;
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return copied[0];
    }

    private static void write(Writer out, String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Iterable<Path> files, Watch watch, BiConsumer<Row, String> reader) {
        long rows = 0;
        for (var file : files) {
            try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                int number = 0;
                for (var line = line(in, file, number); line != null; line = line(in, file, number)) {
                    number++;
                    if (line.isBlank()) {
                        continue;
                    }
                    reader.accept(row(line, file, number), line);
                    if (++rows % LOOK == 0) {
                        watch.progressed(rows);
                        if (watch.cancelled()) {
                            throw new CancellationException("cancelled while looking for held-out questions");
                        }
                    }
                }
            } catch (IOException e) {
                throw new EvaluationException(file + " cannot be read (" + e.getMessage() + "); mix again", e);
            }
        }
        return rows;
    }

    /** A line of bounded length, however long the file's are; null at the end. */
    static @Nullable String line(BufferedReader in, Path file, int before) throws IOException {
        var line = new StringBuilder();
        int c = in.read();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (line.length() == LONGEST) {
                throw new EvaluationException(
                        file + ":" + (before + 1) + ": the line has more than " + LONGEST + " characters");
            }
            line.append((char) c);
        }
        return line.toString();
    }

    private static Row row(String line, Path file, int number) {
        JsonNode row;
        try {
            row = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new EvaluationException(file + ":" + number + ": the line is no JSON; mix again", e);
        }
        if (!row.path("messages").isArray()) {
            throw new EvaluationException(file + ":" + number + ": the row has no messages; mix again");
        }
        var texts = new ArrayList<String>();
        for (var message : row.path("messages")) {
            if (!message.path("role").asText().equals("system")) {
                texts.add(message.path("content").asText());
            }
        }
        var id = row.path("id");
        return new Row(
                id.isValueNode() && !id.isNull()
                        ? id.asText()
                        : Digest.of(line).hex().substring(0, ID),
                texts,
                row);
    }
}
