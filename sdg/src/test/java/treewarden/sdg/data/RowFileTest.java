package treewarden.sdg.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.domain.Score;

class RowFileTest {
    private static final Origin HAIKU = new Origin("compositional_skills/writing/haiku", 2, null);
    private static final Origin COMETS =
            new Origin("knowledge/astronomy/comets", 0, new Passage("comets.md", 3, Digest.of("a piece")));

    @TempDir
    Path folder;

    @Test
    void givesBackWhatWasWritten() {
        var kept = DataRow.of(
                HAIKU,
                Map.of("question", "Write one\nabout \"rain\".", "response", "Gr\u00fc\u00dfe \u2028"),
                new Score(3, 3));
        var rejected = DataRow.of(COMETS, Map.of("question", "Why?"), null).rejected("eval", "too short");
        var file = folder.resolve("rows.jsonl");
        try (var out = RowFile.write(file)) {
            out.write(kept);
            out.write(rejected);
        }
        assertThat(rows(file)).containsExactly(kept, rejected);
    }

    @Test
    void aRowHasTheSameIdWhereverItIsMadeAndAnotherWhenAnythingOfItDiffers() {
        var row = DataRow.of(HAIKU, Map.of("question", "a", "response", "b"), null);
        assertThat(DataRow.of(HAIKU, Map.of("response", "b", "question", "a"), new Score(1, 3))
                        .id())
                .isEqualTo(row.id())
                .hasSize(32);
        assertThat(DataRow.of(HAIKU, Map.of("question", "ab", "response", ""), null)
                        .id())
                .isNotEqualTo(row.id());
        assertThat(DataRow.of(COMETS, row.columns(), null).id()).isNotEqualTo(row.id());
    }

    @Test
    void halfACharacterFromATeacherStopsNobody() {
        var file = folder.resolve("rows.jsonl");
        try (var out = RowFile.write(file)) {
            out.write(DataRow.of(HAIKU, Map.of("question", "a\ud83db"), null));
        }
        assertThat(rows(file))
                .singleElement()
                .extracting(row -> row.text("question"))
                .isEqualTo("a?b");
    }

    @Test
    void aLineThatIsNoRowIsNamed() throws IOException {
        var file = folder.resolve("rows.jsonl");
        Files.writeString(file, "{\"id\":\n");
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("rows.jsonl:1: this is no row of ours");
    }

    private static List<DataRow> rows(Path file) {
        var rows = new ArrayList<DataRow>();
        RowFile.read(file, rows::add);
        return rows;
    }
}
