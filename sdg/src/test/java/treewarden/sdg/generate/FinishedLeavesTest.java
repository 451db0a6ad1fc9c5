package treewarden.sdg.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.domain.Funnel;
import treewarden.domain.LeafKind;
import treewarden.domain.Usage;
import treewarden.sandbox.time.SettableClock;
import treewarden.sdg.data.DataRow;
import treewarden.sdg.data.LeafOutcome;
import treewarden.sdg.data.Origin;

class FinishedLeavesTest {
    private static final Digest KEY = Digest.of("a leaf as it is");

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();

    private FinishedLeaves leaves() {
        return new FinishedLeaves(folder.resolve("leaves"), clock);
    }

    private static LeafOutcome outcome(String leaf) {
        return new LeafOutcome(
                leaf,
                LeafKind.FREEFORM_SKILL,
                "full/freeform_skills",
                Digest.of("pipeline"),
                "teacher-1",
                new Funnel(List.of(new Funnel.Step("gen_questions", 3, "questions"))),
                List.of(),
                List.of("a note"),
                null,
                new Usage(3, 100, 50));
    }

    private static void write(FinishedLeaves leaves, Digest key, int rows) {
        try (var writing = leaves.begin()) {
            for (int i = 0; i < rows; i++) {
                writing.kept().write(DataRow.of(new Origin("skills/a", i, null), Map.of("question", "q" + i), null));
            }
            writing.finish(leaves, key, outcome("skills/a"));
        }
    }

    @Test
    void aFinishedLeafIsFoundAgainWithItsRows() {
        write(leaves(), KEY, 2);

        assertThat(leaves().find(KEY)).hasValueSatisfying(found -> {
            assertThat(found.outcome()).isEqualTo(outcome("skills/a"));
            assertThat(found.kept()).content().hasLineCount(2);
            assertThat(found.rejected()).isEmptyFile();
        });
        assertThat(leaves().find(Digest.of("another"))).isEmpty();
    }

    @Test
    void aLeafThatWasNotFinishedLeavesNothingBehind() {
        var leaves = leaves();
        try (var writing = leaves.begin()) {
            writing.kept().write(DataRow.of(new Origin("skills/a", 0, null), Map.of("question", "q"), null));
        }

        assertThat(folder.resolve("leaves")).isEmptyDirectory();
        assertThat(leaves.find(KEY)).isEmpty();
    }

    @Test
    void ofTwoThatFinishTheSameLeafTheFirstStays() {
        var leaves = leaves();
        try (var one = leaves.begin();
                var other = leaves.begin()) {
            one.finish(leaves, KEY, outcome("skills/a"));
            other.finish(leaves, KEY, outcome("skills/a"));
        }

        assertThat(leaves.find(KEY)).isPresent();
        assertThat(folder.resolve("leaves")).isDirectoryNotContaining("glob:**writing-*");
    }

    @Test
    void aLeafWhoseFilesWereDamagedIsMadeAnew() throws IOException {
        write(leaves(), KEY, 2);
        Files.writeString(leaves().find(KEY).orElseThrow().kept(), "cut");

        assertThat(leaves().find(KEY)).isEmpty();
        write(leaves(), KEY, 2);
        assertThat(leaves().find(KEY)).isPresent();
    }

    @Test
    void whatWasNotUsedForLongestGoesFirst() {
        for (int i = 0; i < 3; i++) {
            write(leaves(), Digest.of("leaf " + i), 50);
            // As it would be on a disk where time goes on: finding a leaf is using it.
            leaves().find(Digest.of("leaf " + i));
            clock.advance(Duration.ofHours(1));
        }
        leaves().find(Digest.of("leaf 0"));

        leaves().shrinkTo(20_000);

        assertThat(leaves().find(Digest.of("leaf 0"))).isPresent();
        assertThat(leaves().find(Digest.of("leaf 1"))).isEmpty();
    }

    @Test
    void whatDeadRunsLeftHalfWrittenIsRemovedADayLater() throws IOException {
        var abandoned = Files.createDirectories(folder.resolve("leaves/writing-1"));
        Files.writeString(abandoned.resolve("kept.jsonl"), "{");
        Files.setLastModifiedTime(abandoned, FileTime.from(clock.instant()));
        clock.advance(Duration.ofHours(23));
        leaves().shrinkTo(1_000);
        assertThat(abandoned).exists();

        clock.advance(Duration.ofHours(2));
        leaves().shrinkTo(1_000);

        assertThat(abandoned).doesNotExist();
    }
}
