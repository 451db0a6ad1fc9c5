package treewarden.app.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.History;
import treewarden.app.Leaves;
import treewarden.app.command.CommandFailed;
import treewarden.sdg.data.LeafSource;
import treewarden.sdg.generate.InputLeaf;

class ReadTaxonomyTest {
    @TempDir
    Path folder;

    @Test
    void aFolderWithoutHistoryHasAllItsLeavesAndNoCommits() throws IOException {
        leaf("lamp");
        leaf("kettle");

        var taxonomy = read(ReadTaxonomy.EMPTY);

        assertThat(paths(taxonomy))
                .containsExactly("compositional_skills/writing/kettle", "compositional_skills/writing/lamp");
        assertThat(taxonomy.head()).isNull();
        assertThat(taxonomy.leaves().get(0).source().commit()).isNull();
    }

    @Test
    void aLeafKnowsTheCommitAndThePullRequestThatBroughtIt() throws IOException {
        try (var history = History.begin(folder)) {
            leaf("lamp");
            var first = commit(history, "A lamp (#12)\n\nIt shines.");
            leaf("kettle");
            commit(history, "Merge pull request #13 from ada/kettle\n\nKettle");
            leaf("spoon");
            commit(history, "a spoon, by hand");

            var taxonomy = read(ReadTaxonomy.EMPTY);

            assertThat(source(taxonomy, "lamp").commit()).hasToString(first);
            assertThat(source(taxonomy, "lamp").pullRequest()).isEqualTo("#12");
            assertThat(source(taxonomy, "kettle").pullRequest()).isEqualTo("#13");
            assertThat(source(taxonomy, "spoon").pullRequest()).isNull();
            assertThat(source(taxonomy, "spoon").commit()).isEqualTo(taxonomy.head());
        }
    }

    @Test
    void onlyWhatDiffersFromTheBaseIsTakenCommittedOrNot() throws IOException {
        try (var history = History.begin(folder)) {
            leaf("lamp");
            leaf("kettle");
            leaf("spoon");
            commit(history, "three");
            history.tag("v1");
            Files.writeString(file("kettle"), Leaves.skill("copper kettle"));
            commit(history, "another kettle (#14)");
            Files.writeString(file("spoon"), Leaves.skill("silver spoon"));
            leaf("bell");

            var taxonomy = read("v1");

            assertThat(paths(taxonomy))
                    .containsExactly(
                            "compositional_skills/writing/bell",
                            "compositional_skills/writing/kettle",
                            "compositional_skills/writing/spoon");
            assertThat(source(taxonomy, "kettle").pullRequest()).isEqualTo("#14");
            // Changed since, and in no commit.
            assertThat(source(taxonomy, "spoon").commit()).isNull();
            assertThat(source(taxonomy, "bell").commit()).isNull();
        }
    }

    @Test
    void aTaxonomyMayBeAFolderOfALargerRepository() throws IOException {
        try (var history = History.begin(folder)) {
            var below = folder.resolve("data/taxonomy");
            write(below, "lamp");
            write(folder.resolve("elsewhere"), "bell");
            var commit = commit(history, "both (#3)");

            var taxonomy = new ReadTaxonomy(below).changedSince(ReadTaxonomy.EMPTY);

            assertThat(paths(taxonomy)).containsExactly("compositional_skills/writing/lamp");
            assertThat(source(taxonomy, "lamp").commit()).hasToString(commit);
        }
    }

    @Test
    void aLeafWithErrorsIsSetApart() throws IOException {
        leaf("lamp");
        Files.writeString(file("lamp"), "version: 3\n");
        leaf("bell");

        var taxonomy = read(ReadTaxonomy.EMPTY);

        assertThat(paths(taxonomy)).containsExactly("compositional_skills/writing/bell");
        assertThat(taxonomy.invalid())
                .singleElement()
                .satisfies(leaf -> assertThat(leaf.path()).isEqualTo("compositional_skills/writing/lamp/qna.yaml"));
    }

    @Test
    void whatCannotBeReadSaysWhatToDo() throws IOException {
        leaf("lamp");
        assertThatThrownBy(() -> read("main"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("is in no git repository")
                .hasMessageContaining("leave --base out");
        try (var history = History.begin(folder)) {
            commit(history, "one");
            for (var base : List.of("nowhere", "a..b", "--upload-pack=x", "HEAD~9")) {
                assertThatThrownBy(() -> read(base))
                        .isInstanceOf(CommandFailed.class)
                        .hasMessageContaining("knows no commit, branch or tag");
            }
        }
        assertThatThrownBy(() -> new ReadTaxonomy(folder.resolve("none")).changedSince(ReadTaxonomy.EMPTY))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("is not a folder");
    }

    private TaxonomyFolder read(String base) {
        return new ReadTaxonomy(folder).changedSince(base);
    }

    private void leaf(String topic) throws IOException {
        write(folder, topic);
    }

    private static void write(Path root, String topic) throws IOException {
        var place = root.resolve(Leaves.folder(topic));
        Files.createDirectories(place);
        Files.writeString(place.resolve("qna.yaml"), Leaves.skill(topic));
    }

    private Path file(String topic) {
        return folder.resolve(Leaves.folder(topic)).resolve("qna.yaml");
    }

    private static String commit(History history, String message) {
        return history.addsAll().commit(message);
    }

    private static List<String> paths(TaxonomyFolder taxonomy) {
        return taxonomy.leaves().stream()
                .map(InputLeaf::leaf)
                .map(leaf -> leaf.path())
                .toList();
    }

    private static LeafSource source(TaxonomyFolder taxonomy, String topic) {
        return taxonomy.leaves().stream()
                .filter(input -> input.leaf().path().equals(Leaves.folder(topic)))
                .findFirst()
                .orElseThrow()
                .source();
    }
}
