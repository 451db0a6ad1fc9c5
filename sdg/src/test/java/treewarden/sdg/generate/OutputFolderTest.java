package treewarden.sdg.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    Path parent;

    private Path out() {
        return parent.resolve("out");
    }

    private void build(OutputFolder folder, String... names) throws IOException {
        for (var name : names) {
            var file = folder.building().resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    @Test
    void nothingIsToBeSeenBeforeItIsPublished() throws IOException {
        try (var folder = OutputFolder.take(out())) {
            build(folder, "report.json", "generated/a.jsonl");
            assertThat(out().resolve("report.json")).doesNotExist();

            folder.publish();

            assertThat(out().resolve("report.json")).hasContent("report.json");
            assertThat(out().resolve("generated/a.jsonl")).exists();
        }
    }

    @Test
    void theNextDataSetTakesThePlaceOfTheLastAndLeavesOthersFilesAlone() throws IOException {
        try (var folder = OutputFolder.take(out())) {
            build(folder, "report.json", "generated/a.jsonl", "old.jsonl");
            folder.publish();
        }
        Files.writeString(out().resolve("my notes.txt"), "mine");
        try (var folder = OutputFolder.take(out())) {
            build(folder, "report.json", "generated/b.jsonl");
            folder.publish();
        }

        assertThat(out().resolve("generated/a.jsonl")).doesNotExist();
        assertThat(out().resolve("generated/b.jsonl")).exists();
        assertThat(out().resolve("old.jsonl")).doesNotExist();
        assertThat(out().resolve("my notes.txt")).hasContent("mine");
    }

    @Test
    void whatADeadRunWasBuildingIsGone() throws IOException {
        try (var folder = OutputFolder.take(out())) {
            build(folder, "half.jsonl");
        }
        try (var folder = OutputFolder.take(out())) {
            assertThat(folder.building()).isEmptyDirectory();
        }
    }

    @Test
    void aSecondRunIsTurnedAwayUntilTheFirstIsOver() {
        try (var first = OutputFolder.take(out())) {
            assertThat(first.building()).exists();
            assertThatThrownBy(() -> OutputFolder.take(out()))
                    .isInstanceOf(GenerateException.class)
                    .hasMessageContaining("in use by another run");
        }
        OutputFolder.take(out()).close();
    }

    @Test
    void aFolderWithSomebodysFilesIsNotTaken() throws IOException {
        Files.createDirectories(out());
        Files.writeString(out().resolve("thesis.doc"), "mine");

        assertThatThrownBy(() -> OutputFolder.take(out()))
                .isInstanceOf(GenerateException.class)
                .hasMessageContaining("no run of ours wrote");
        assertThatThrownBy(() -> OutputFolder.take(out().resolve("thesis.doc")))
                .isInstanceOf(GenerateException.class)
                .hasMessageContaining("is no folder");
        assertThat(out().resolve(".treewarden")).doesNotExist();
    }
}
