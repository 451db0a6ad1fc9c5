package treewarden.sdg.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static treewarden.sdg.mix.MixHarness.HAIKU;
import static treewarden.sdg.mix.MixHarness.SEALS;
import static treewarden.sdg.mix.MixHarness.asked;
import static treewarden.sdg.mix.MixHarness.contents;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.sdg.data.DataRow;

class MixInTroubleTest {
    @TempDir
    Path folder;

    @Test
    void aFullDiskSaysSoAndWhatToDo() {
        var full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        var out = new Output(Path.of("out/train_run1.jsonl"), full);
        assertThatThrownBy(() -> {
                    try (out) {
                        out.row("{}".getBytes(StandardCharsets.UTF_8));
                    }
                })
                .isInstanceOfSatisfying(
                        MixException.class, e -> assertThat(e.kind()).isEqualTo(MixException.Kind.DISK))
                .hasMessageContainingAll("train_run1.jsonl cannot be written, the disk is full: make room");
    }

    @Test
    void anOutputFolderThatIsAFileIsNamed() throws IOException {
        var out = Files.writeString(folder.resolve("out"), "mine");
        assertThatThrownBy(() ->
                        new MixData(MixHarness.settings()).mix(List.of(new MixHarness(folder).skill(HAIKU, 1)), out))
                .isInstanceOf(MixException.class)
                .hasMessageContaining("out");
        assertThat(out).hasContent("mine");
    }

    @Test
    void nothingHalfWrittenStaysAndWhatWasThereIsKept() throws IOException {
        var harness = new MixHarness(folder);
        var out = folder.resolve("out");
        new MixData(MixHarness.settings()).mix(List.of(harness.skill(HAIKU, 3)), out);
        var before = contents(out);
        var bad = harness.skill("compositional_skills/writing/odes", 3);
        Files.writeString(bad.kept(), "{\"id\":\n");
        assertThatThrownBy(() -> new MixData(MixHarness.settings()).mix(List.of(harness.skill(HAIKU, 5), bad), out))
                .isInstanceOf(MixException.class)
                .hasMessageContaining(":1: this is no row of ours; remove the file");
        assertThat(contents(out)).isEqualTo(before);
    }

    @Test
    void whatAKilledRunLeftIsRemovedByTheNext() throws IOException {
        var out = folder.resolve("out");
        Files.createDirectories(out.resolve(".mixing_run1/node_datasets_run1"));
        Files.writeString(out.resolve(".mixing_run1/node_datasets_run1/old.jsonl"), "{");
        new MixData(MixHarness.settings()).mix(List.of(new MixHarness(folder).skill(HAIKU, 3)), out);
        assertThat(contents(out).keySet()).noneMatch(name -> name.contains("mixing") || name.contains("old"));
    }

    @Test
    void aLinkInPlaceOfAFolderIsReplacedAndNotFollowed() throws IOException {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("mine.txt"), "mine");
        var out = Files.createDirectory(folder.resolve("out"));
        Files.createSymbolicLink(out.resolve("node_datasets_run1"), elsewhere);
        new MixData(MixHarness.settings()).mix(List.of(new MixHarness(folder).skill(HAIKU, 3)), out);
        assertThat(elsewhere).isDirectoryContaining("glob:**mine.txt");
        assertThat(out.resolve("node_datasets_run1")).isDirectory().isNotEmptyDirectory();
        assertThat(Files.isSymbolicLink(out.resolve("node_datasets_run1"))).isFalse();
    }

    @Test
    void hostileLeavesAndTextsStayInsideTheFolderAndTheCard() throws IOException {
        var harness = new MixHarness(folder);
        var out = folder.resolve("out");
        var path = "compositional_skills/../../../etc/<script>|`x`";
        var columns = Map.of(
                "question",
                "Q?",
                "response",
                "A\u2028B \ud800",
                "metadata",
                "{",
                "messages",
                "none",
                "unmask",
                "true",
                "provenance",
                "forged");
        var row = DataRow.of(asked(path, "Q?", "A").origin(), columns, null);
        new MixData(MixHarness.settings()).mix(List.of(harness.skill(path, List.of(replaced(row)))), out);
        assertThat(contents(folder).keySet()).allMatch(name -> !name.contains("etc/"));
        assertThat(contents(out).keySet())
                .anyMatch(name -> name.matches(
                        "node_datasets_run1/leaf_compositional_skills_-_-_-_etc_-script-x-[0-9a-f]{12}\\.jsonl"));
        var card = Files.readString(out.resolve("README.md"));
        assertThat(card).doesNotContain("<script>|");
        var mixed = MixHarness.read(out.resolve("skills_train_msgs_run1.jsonl")).get(0);
        assertThat(MixHarness.metadata(mixed).at("/provenance/leaf").asText()).isEqualTo(path);
        assertThat(MixHarness.metadata(mixed).get("column_unmask").asText()).isEqualTo("true");
    }

    @Test
    void leavesWhoseNamesWouldMeetHaveFilesOfTheirOwn() {
        var harness = new MixHarness(folder);
        var out = folder.resolve("out");
        new MixData(MixHarness.settings())
                .mix(
                        List.of(
                                harness.skill("compositional_skills/a/b_c", 1),
                                harness.skill("compositional_skills/a_b/c", 1),
                                harness.skill("compositional_skills/A/plain", 1),
                                harness.skill("compositional_skills/a/plain", 1),
                                harness.skill("knowledge/animals/seals_p07", 1),
                                harness.knowledge(SEALS, 1)),
                        out);
        var files = contents(out).keySet().stream()
                .filter(name -> name.startsWith("node_datasets_run1/"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        assertThat(files)
                .hasSize(7)
                .doesNotHaveDuplicates()
                .contains("node_datasets_run1/knowledge_animals_seals_p07.jsonl");
    }

    /** A lone surrogate cannot be in a file of rows; it comes out of JSON. */
    private static DataRow replaced(DataRow row) {
        var columns = new LinkedHashMap<>(row.columns());
        columns.replaceAll((name, text) -> text.replace("\ud800", ""));
        return DataRow.of(row.origin(), columns, null);
    }
}
