package treewarden.sdg.data;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;
import treewarden.domain.Score;

/**
 * One row that the teacher made, kept or not: untrusted text.
 *
 * @param id the same for the same row in every run: a digest of where it comes from and what it says, 32 hexadecimal
 *     digits
 * @param columns as the pipeline left them, in its order
 * @param score the judge's last score of it
 * @param reason the judge's reason, or why it was rejected, one line
 * @param rejectedBy the block or the check that rejected it; null where it was kept
 */
public record DataRow(
        String id,
        Origin origin,
        Map<String, String> columns,
        @Nullable Score score,
        @Nullable String reason,
        @Nullable String rejectedBy) {
    public DataRow {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    }

    /** A row with the id that its origin and columns give it. */
    public static DataRow of(Origin origin, Map<String, String> columns, @Nullable Score score) {
        return new DataRow(id(origin, columns), origin, columns, score, null, null);
    }

    public DataRow rejected(String by, String why) {
        return new DataRow(id, origin, columns, score, why, by);
    }

    public DataRow because(@Nullable String why) {
        return new DataRow(id, origin, columns, score, why, rejectedBy);
    }

    /** The column's text; empty where it has none. */
    public String text(String column) {
        return columns.getOrDefault(column, "");
    }

    private static String id(Origin origin, Map<String, String> columns) {
        var said = new StringBuilder();
        part(said, origin.leaf());
        part(said, Integer.toString(origin.example()));
        part(said, origin.passage() == null ? "" : origin.passage().digest().hex());
        new TreeMap<>(columns).forEach((column, text) -> {
            part(said, column);
            part(said, text);
        });
        return Digest.of(said.toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    }

    /** With its length before it, so that no two lists of parts look alike. */
    private static void part(StringBuilder said, String text) {
        said.append(text.length()).append(':').append(text);
    }
}
