package treewarden.web.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.ContributionId;
import treewarden.store.AuditEntry;
import treewarden.store.AuditFilter;
import treewarden.store.Database;

/**
 * Writes the audit out, the earliest row first. It reads some rows at a time, so its size does not matter; the audit only
 * grows, so what it writes is what was there, whatever is added meanwhile.
 */
public final class WriteAudit {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE = 1_000;
    private static final List<String> COLUMNS = List.of(
            "number",
            "at",
            "by",
            "action",
            "contribution",
            "head",
            "before",
            "after",
            "why",
            "from",
            "previous",
            "hash");

    private final Database database;
    private final AuditFilter filter;

    public WriteAudit(Database database, AuditFilter filter) {
        this.database = database;
        this.filter = filter;
    }

    /** Writes it; the stream stays open. */
    public void to(OutputStream out, AuditFormat format) throws IOException {
        switch (format) {
            case CSV -> csv(out);
            case JSON -> json(out);
        }
    }

    private interface Sink {
        void write(AuditEntry entry, @Nullable String contribution) throws IOException;
    }

    private void each(Sink sink) throws IOException {
        long last = 0;
        while (true) {
            long after = last;
            var names = Names.of(database);
            var rows = database.read(tables -> tables.audit().after(filter, after, AT_ONCE));
            for (var row : rows) {
                sink.write(row, names.of(row.event().contribution()));
                last = row.number();
            }
            if (rows.size() < AT_ONCE) {
                return;
            }
        }
    }

    private void csv(OutputStream out) throws IOException {
        var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        line(text, COLUMNS.stream());
        each((entry, contribution) -> line(text, values(entry, contribution)));
        text.flush();
    }

    private static void line(Writer text, Stream<@Nullable String> cells) throws IOException {
        text.write(cells.map(WriteAudit::cell).collect(Collectors.joining(",")));
        text.write("\r\n");
    }

    /**
     * In quotes, with an apostrophe in front of what a spreadsheet would compute.
     * https://owasp.org/www-community/attacks/CSV_Injection names the characters.
     */
    private static String cell(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return "";
        }
        var inert = "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + inert.replace("\"", "\"\"") + '"';
    }

    private void json(OutputStream out) throws IOException {
        try (var generator = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            generator.writeStartArray();
            each((entry, contribution) -> {
                generator.writeRaw('\n');
                generator.writeStartObject();
                generator.writeNumberField("number", entry.number());
                var values = values(entry, contribution).toList();
                for (int i = 1; i < COLUMNS.size(); i++) {
                    generator.writeStringField(COLUMNS.get(i), values.get(i));
                }
                generator.writeEndObject();
            });
            generator.writeEndArray();
            generator.writeRaw('\n');
        }
    }

    private static Stream<@Nullable String> values(AuditEntry entry, @Nullable String contribution) {
        var event = entry.event();
        return Stream.of(
                Long.toString(entry.number()),
                entry.at().toString(),
                event.by(),
                event.action(),
                contribution,
                event.head(),
                event.before(),
                event.after(),
                event.why(),
                entry.origin(),
                entry.previous().hex(),
                entry.hash().hex());
    }

    /** How contributions are called. */
    private record Names(Map<Long, String> repositories) {
        static Names of(Database database) {
            return new Names(database.read(tables -> tables.repositories().list().stream()
                    .map(known -> known.repository())
                    .collect(Collectors.toMap(
                            repository -> repository.id(),
                            repository -> repository.owner() + "/" + repository.name()))));
        }

        @Nullable
        String of(@Nullable ContributionId id) {
            return id == null
                    ? null
                    : repositories.getOrDefault(id.repository(), Long.toString(id.repository())) + "#" + id.number();
        }
    }
}
