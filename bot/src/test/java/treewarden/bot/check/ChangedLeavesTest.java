package treewarden.bot.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Finding;
import treewarden.forge.ChangedFile;
import treewarden.forge.ChangedFiles;
import treewarden.forge.FileStatus;
import treewarden.forge.Tree;
import treewarden.forge.TreeEntry;

class ChangedLeavesTest {
    private static final String LEAF = "compositional_skills/writing/haiku/qna.yaml";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../qna.yaml",
                "compositional_skills/../../qna.yaml",
                "knowledge/./qna.yaml",
                "/etc/qna.yaml",
                "compositional_skills//qna.yaml",
                "knowledge/.git/qna.yaml",
                "compositional_skills/.GIT/config",
                "knowledge/a\u0000b/qna.yaml"
            })
    void aPathThatGitHubWouldRefuseIsRefusedByUsToo(String path) {
        var leaves = ChangedLeaves.of(changed(file(path, FileStatus.ADDED)));

        assertThat(leaves.present()).extracting(ChangedFile::path).containsExactly(path);
        assertThat(LeafFindings.ofPath(path, tree(entry(path, "100644"))))
                .hasValueSatisfying(finding -> assertThat(finding.isError()).isTrue());
    }

    @Test
    void otherFilesAreNoneOfOurBusiness() {
        var leaves = ChangedLeaves.of(changed(
                file("README.md", FileStatus.MODIFIED),
                file("docs/-odd.yaml", FileStatus.ADDED),
                file("compositional_skills/writing/haiku/notes.txt", FileStatus.ADDED)));

        assertThat(leaves.isEmpty()).isTrue();
    }

    @Test
    void aSubmoduleOfALeafsNameIsNoLeaf() {
        assertThat(LeafFindings.ofPath(LEAF, tree(new TreeEntry(LEAF, "160000", "commit", "a".repeat(40), 0))))
                .map(Finding::message)
                .contains("This is no file but another repository.");
        assertThat(LeafFindings.ofPath(LEAF, tree(entry(LEAF, "100644")))).isEmpty();
        assertThat(LeafFindings.ofPath(LEAF, tree(entry(LEAF, "100755")))).isEmpty();
    }

    @Test
    void aListAndATreeOfDifferentCommitsAreNotMixed() {
        var leaves = ChangedLeaves.of(changed(file(LEAF, FileStatus.ADDED)));
        var removed = ChangedLeaves.of(changed(file(LEAF, FileStatus.REMOVED)));
        var other = new TreeEntry(LEAF, "100644", "blob", "b".repeat(40), 10);

        tree(entry(LEAF, "100644")).requireSame(leaves);
        assertThatThrownBy(() -> tree(other).requireSame(leaves)).isInstanceOf(HeadMoved.class);
        assertThatThrownBy(() -> tree().requireSame(leaves)).isInstanceOf(HeadMoved.class);
        assertThatThrownBy(() -> tree(other).requireSame(removed)).isInstanceOf(HeadMoved.class);
        tree().requireSame(removed);
    }

    @Test
    void nothingFollowsFromWhatACutTreeDoesNotShow() {
        var cut = new HeadTree(new Tree("c".repeat(40), List.of(), true));

        cut.requireSame(ChangedLeaves.of(changed(file(LEAF, FileStatus.ADDED))));

        assertThat(cut.notes()).hasSize(1);
    }

    private static ChangedFiles changed(ChangedFile... files) {
        return new ChangedFiles(List.of(files), false);
    }

    private static ChangedFile file(String path, FileStatus status) {
        return new ChangedFile(path, null, status, "a".repeat(40));
    }

    private static TreeEntry entry(String path, String mode) {
        return new TreeEntry(path, mode, "blob", "a".repeat(40), 10);
    }

    private static HeadTree tree(TreeEntry... entries) {
        return new HeadTree(new Tree("c".repeat(40), List.of(entries), false));
    }
}
