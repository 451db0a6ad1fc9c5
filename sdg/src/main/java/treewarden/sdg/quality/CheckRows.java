package treewarden.sdg.quality;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.sdg.data.DataRow;

/** Takes the rows of one leaf, looks at many of them at a time, and decides on them in their order. */
final class CheckRows {
    /** Rows that are looked at together. */
    private static final int ROWS = 512;

    /** Their columns' characters, beyond which no more are waited for. */
    private static final long CHARACTERS = 8_000_000;

    private final Ground ground;
    private final DuplicateFilter filter;
    private final CheckedRows sink;
    private final List<DataRow> waiting = new ArrayList<>();
    private long characters;

    /** What is known of a row without the others. */
    private record Looked(
            DataRow row,
            @Nullable Check check,
            @Nullable String trouble,
            @Nullable Fingerprint print) {}

    CheckRows(Ground ground, DuplicateFilter filter, CheckedRows sink) {
        this.ground = ground;
        this.filter = filter;
        this.sink = sink;
    }

    /** Takes a row. Whether rows were decided on. */
    boolean add(DataRow row) {
        waiting.add(row);
        row.columns().values().forEach(text -> characters += text.length());
        if (waiting.size() < ROWS && characters < CHARACTERS) {
            return false;
        }
        finish();
        return true;
    }

    /** Decides on all rows that were taken. */
    void finish() {
        var repeats = ground.repeats();
        for (var looked : waiting.parallelStream().map(this::look).toList()) {
            var check = looked.check();
            var print = looked.print();
            if (check != null && looked.trouble() != null) {
                sink.unsound(looked.row().rejected(check.name(), looked.trouble()));
            } else if (print != null) {
                filter.seen(looked.row(), print, repeats)
                        .ifPresentOrElse(
                                duplicate -> sink.repeated(
                                        looked.row().rejected(duplicate.repeat().check(), duplicate.reason())),
                                () -> sink.kept(looked.row()));
            }
        }
        waiting.clear();
        characters = 0;
    }

    private Looked look(DataRow row) {
        var said = Said.of(row);
        var subject = new Subject(ground, said);
        for (var check : ground.checks()) {
            var trouble = check.trouble(subject);
            if (trouble != null) {
                return new Looked(row, check, trouble, null);
            }
        }
        return new Looked(row, null, null, filter.fingerprint(said));
    }
}
