package treewarden.sandbox.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitStoreTest {

    private static final Author ADA = new Author("Ada", "ada@example.org", Instant.parse("2026-11-22T10:00:00Z"));
    private static final String LONG = "one\ntwo\nthree\nfour\nfive\nsix\n";

    @TempDir
    Path folder;

    private GitStore git;

    @BeforeEach
    void open() {
        git = GitStore.at(folder.resolve("a.git"));
    }

    @AfterEach
    void close() {
        git.close();
    }

    private String commit(List<String> parents, Map<String, Change> changes) {
        return git.commit(parents, changes, ADA, "A change\n\nand why\n");
    }

    private String text(String commit, String path) {
        return new String(git.blob(git.entry(commit, path).orElseThrow().sha()).orElseThrow(), UTF_8);
    }

    @Test
    void aCommitHasItsParentsContentAndItsOwnChanges() {
        var first = commit(
                List.of(),
                Map.of("a/b/one.txt", Change.write("1"), "a/two.txt", Change.write("2"), "x", Change.write("x")));
        var second = commit(
                List.of(first),
                Map.of("a/b/one.txt", Change.write("eins"), "a/c.txt", Change.write("c"), "x", Change.delete()));

        assertThat(text(first, "a/b/one.txt")).isEqualTo("1");
        assertThat(text(second, "a/b/one.txt")).isEqualTo("eins");
        assertThat(git.entries(second, GitStore.Depth.ALL).orElseThrow())
                .extracting(TreeEntry::path)
                .containsExactly("a", "a/b", "a/b/one.txt", "a/c.txt", "a/two.txt");
        var info = git.commit(second).orElseThrow();
        assertThat(info.parents()).containsExactly(first);
        assertThat(info.subject()).isEqualTo("A change");
        assertThat(info.rest()).isEqualTo("and why");
        assertThat(info.author()).isEqualTo(ADA);
    }

    @Test
    void idsAreThoseOfGit() {
        var commit = commit(List.of(), Map.of("hello.txt", Change.write("hello\n")));

        // git hash-object of the same bytes, and git mktree of that one entry.
        assertThat(git.entry(commit, "hello.txt").orElseThrow().sha())
                .isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
        assertThat(git.tree(commit)).contains("aaa96ced2d9a1c8e72c56b253a0e2fe78393feb7");
    }

    @Test
    void aFolderIsSortedAsIfItsNameEndedInASlash() {
        var commit =
                commit(List.of(), Map.of("a.b", Change.write("1"), "a/x", Change.write("2"), "a0", Change.write("3")));

        assertThat(git.entries(commit, GitStore.Depth.ONE_LEVEL).orElseThrow())
                .extracting(TreeEntry::path)
                .containsExactly("a.b", "a", "a0");
        assertThat(text(commit, "a/x")).isEqualTo("2");
    }

    @Test
    void aFolderVanishesWithItsLastFile() {
        var first = commit(List.of(), Map.of("a/b/c", Change.write("1")));
        var second = commit(List.of(first), Map.of("a/b/c", Change.delete()));

        assertThat(git.entries(second, GitStore.Depth.ALL).orElseThrow()).isEmpty();
        assertThat(git.tree(second)).contains("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    }

    @Test
    void changesTellAddedRemovedModifiedAndRenamed() {
        var base = commit(
                List.of(),
                Map.of("old/leaf", Change.write(LONG), "gone", Change.write("bye\n"), "same", Change.write("x\ny\n")));
        var changes = new TreeMap<String, Change>();
        changes.put("old/leaf", Change.delete());
        changes.put("new/leaf", Change.write(LONG + "seven\n"));
        changes.put("gone", Change.delete());
        changes.put("same", Change.write("x\nz\n"));
        changes.put("binary", Change.write(new byte[] {0, 1, 2, (byte) 0xff}));
        changes.put("link", Change.link("../elsewhere"));
        var head = commit(List.of(base), changes);

        assertThat(git.changes(base, head))
                .extracting(ChangedFile::path, ChangedFile::status, ChangedFile::additions, ChangedFile::deletions)
                .containsExactlyInAnyOrder(
                        tuple("binary", ChangedFile.Status.ADDED, 0, 0),
                        tuple("gone", ChangedFile.Status.REMOVED, 0, 1),
                        tuple("link", ChangedFile.Status.ADDED, 1, 0),
                        tuple("new/leaf", ChangedFile.Status.RENAMED, 1, 0),
                        tuple("same", ChangedFile.Status.MODIFIED, 1, 1));
        var renamed = git.changes(base, head).stream()
                .filter(file -> file.path().equals("new/leaf"))
                .findFirst()
                .orElseThrow();
        assertThat(renamed.previousPath()).contains("old/leaf");
        assertThat(renamed.patch().orElseThrow()).startsWith("@@ ").endsWith("+seven");
        assertThat(git.entry(head, "link").orElseThrow().kind()).isEqualTo(TreeEntry.Kind.LINK);
        assertThat(git.changes(base, head).stream()
                        .filter(file -> file.path().equals("binary"))
                        .findFirst()
                        .orElseThrow()
                        .patch())
                .isEmpty();
    }

    @Test
    void hostileNamesAreWrittenAsTheyAre() {
        var commit = commit(
                List.of(),
                Map.of(
                        "../up/qna.yaml",
                        Change.write("1"),
                        "new\nline",
                        Change.write("2"),
                        ".git/config",
                        Change.write("3")));

        assertThat(git.entries(commit, GitStore.Depth.ALL).orElseThrow())
                .extracting(TreeEntry::path)
                .contains("../up/qna.yaml", "new\nline", ".git/config");
    }

    @Test
    void mergingBringsBothSidesOrNothing() {
        var base = commit(List.of(), Map.of("a", Change.write(LONG), "b", Change.write("b\n")));
        var ours = commit(List.of(base), Map.of("a", Change.write("zero\n" + LONG)));
        var theirs = commit(List.of(base), Map.of("a", Change.write(LONG + "seven\n"), "b", Change.delete()));
        var clashing = commit(List.of(base), Map.of("a", Change.write("nought\n" + LONG)));

        var merged =
                git.merge(ours, theirs, ADA, "Merge", List.of(ours, theirs)).orElseThrow();

        assertThat(text(merged, "a")).isEqualTo("zero\n" + LONG + "seven\n");
        assertThat(git.entry(merged, "b")).isEmpty();
        assertThat(git.commit(merged).orElseThrow().parents()).containsExactly(ours, theirs);
        assertThat(git.merges(ours, clashing)).isFalse();
        assertThat(git.merge(ours, clashing, ADA, "Merge", List.of(ours, clashing)))
                .isEmpty();
    }

    @Test
    void aRepositoryBorrowsTheObjectsAndBranchesOfAnother() {
        var commit = commit(List.of(), Map.of("leaf", Change.write("old")));
        git.set("refs/heads/main", commit);
        git.set("refs/heads/topic", commit);

        try (var other = GitStore.borrowing(folder.resolve("a.git"), folder.resolve("b.git"))) {
            var more = other.commit(List.of(commit), Map.of("leaf", Change.write("new")), ADA, "More");
            other.set("refs/heads/main", more);

            assertThat(other.refs("refs/heads/").keySet()).containsExactly("refs/heads/main", "refs/heads/topic");
            assertThat(other.ref("refs/heads/topic")).contains(commit);
            assertThat(other.changes(commit, more)).hasSize(1);
        }

        assertThat(git.ref("refs/heads/main")).contains(commit);
    }

    @Test
    void whatIsNotThereIsNothing() {
        assertThat(git.commit("main")).isEmpty();
        assertThat(git.commit("0".repeat(40))).isEmpty();
        assertThat(git.blob("zz")).isEmpty();
        assertThat(git.entries("0".repeat(40), GitStore.Depth.ALL)).isEmpty();
        assertThat(git.ref("refs/heads/none")).isEmpty();
    }
}
