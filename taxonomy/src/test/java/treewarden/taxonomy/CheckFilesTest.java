package treewarden.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.Finding;

/**
 * A taxonomy on a disk:
 *
 * <pre>
 * compositional_skills/a/qna.yaml           good, with an attribution
 * compositional_skills/b/qna.yaml           the same examples, without one
 * compositional_skills/b/linked/qna.yaml    a link
 * knowledge/c/qna.yaml                      good knowledge
 * notes.yaml
 * </pre>
 */
class CheckFilesTest {
    @TempDir
    Path root;

    @BeforeEach
    void plant() throws IOException {
        write("compositional_skills/a/qna.yaml", Leaves.SKILL);
        write(
                "compositional_skills/a/attribution.txt",
                "Title of work: x\nLink to work: x\nLicense of the work: MIT\nCreator names: x\n");
        write("compositional_skills/b/qna.yaml", Leaves.SKILL);
        write("knowledge/c/qna.yaml", Leaves.KNOWLEDGE);
        write("notes.yaml", "a: b\n");
        Files.createDirectories(root.resolve("compositional_skills/b/linked"));
        Files.createSymbolicLink(root.resolve("compositional_skills/b/linked/qna.yaml"), root.resolve("notes.yaml"));
        Files.createSymbolicLink(root.resolve("compositional_skills/again"), root.resolve("compositional_skills"));
    }

    @Test
    void leavesAreFoundInTheOrderOfTheirNamesAndLinkedFoldersAreNotEntered() throws Exception {
        assertThat(files().find(List.of(root + "/compositional_skills/", root + "/knowledge")))
                .extracting(found -> found.path().substring(root.toString().length()))
                .containsExactly(
                        "/compositional_skills/a/qna.yaml",
                        "/compositional_skills/b/linked/qna.yaml",
                        "/compositional_skills/b/qna.yaml",
                        "/knowledge/c/qna.yaml");
    }

    @Test
    void aPathThatIsNotThereIsToldToWhoeverTypedIt() {
        assertThatThrownBy(() -> files().find(List.of("/no/such/folder")))
                .isInstanceOf(LeafFiles.NoSuchPath.class)
                .hasMessage("There is no file or folder \"/no/such/folder\".");
    }

    @Test
    void s43ALinkIsAFindingAndIsNotRead() throws Exception {
        assertThat(check("compositional_skills/b/linked").get(0).findings())
                .extracting(Finding::message)
                .containsExactly("The file cannot be read: It is a link or no regular file, which is not followed.");
    }

    @Test
    void aFileThatIsNamedOtherwiseIsAFinding() throws Exception {
        assertThat(check("notes.yaml").get(0).findings())
                .extracting(Finding::message)
                .containsExactly("A leaf's file is named qna.yaml; \"notes.yaml\" is not.");
    }

    @Test
    void leavesAreComparedWithEachOtherAndAttributionsLookedFor() throws Exception {
        var checked = check("compositional_skills/a", "compositional_skills/b/qna.yaml");

        assertThat(checked.get(0).findings()).isEmpty();
        assertThat(checked.get(1).findings())
                .extracting(Finding::rule)
                .hasSize(6)
                .containsOnlyOnce("attribution")
                .containsOnly("attribution", "known-example");
    }

    @Test
    void theReferenceLooksAtTheFileAlone() throws Exception {
        var found = files().find(
                        List.of(root.resolve("compositional_skills/b/qna.yaml").toString()));
        var validator = Validator.of(ValidationConfig.reference(SchemaChoice.DECLARED));

        assertThat(new CheckFiles(validator, files(), 2).check(found))
                .singleElement()
                .satisfies(result -> assertThat(result.leaf().findings()).isEmpty());
    }

    @Test
    void aFileBeyondTheLimitIsReadJustFarEnoughToSaySo() throws Exception {
        write("knowledge/big/qna.yaml", "x".repeat(5_000_000));

        var result = new CheckFiles(Validator.of(ValidationConfig.defaults()), files(), 1)
                .check(files().find(List.of(root + "/knowledge/big")))
                .get(0);

        assertThat(result.bytes()).hasSize((2 << 20) + 1);
        assertThat(result.leaf().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("the limit \"bytes\""));
    }

    private List<CheckedLeaf> check(String... paths) throws Exception {
        var found = files().find(List.of(paths).stream()
                .map(path -> root.resolve(path).toString())
                .toList());
        return new CheckFiles(Validator.of(ValidationConfig.defaults()), files(), 2)
                .check(found).stream().map(CheckFiles.Checked::leaf).toList();
    }

    private static LeafFiles files() {
        return new LeafFiles(2 << 20);
    }

    private void write(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
