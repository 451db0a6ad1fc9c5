package treewarden.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.DocumentSource;
import treewarden.domain.Leaf;
import treewarden.domain.LeafKind;
import treewarden.store.RunOutcome;

class DocumentsLinkedTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    @TempDir
    Path folder;

    @Test
    void theRepositoryAtItsCommitAndEachFileAreLinked() {
        assertThat(page(new DocumentSource(
                        "https://Docs.example/tides/texts.git", COMMIT, List.of("moon & sea.md", "chapters/*.md"))))
                .contains("<dd><a href=\"https://docs.example/tides/texts/tree/" + COMMIT
                        + "\" rel=\"noopener noreferrer\">https://Docs.example/tides/texts.git at " + COMMIT
                        + "</a>: <a href=\"https://docs.example/tides/texts/blob/" + COMMIT
                        + "/moon%20%26%20sea.md\" rel=\"noopener noreferrer\">moon &amp; sea.md</a>, chapters/*.md");
    }

    @Test
    void whatCannotBeTrustedStandsAsItWasWritten() {
        assertThat(page(new DocumentSource("javascript:alert(1)//docs.example/a/b", COMMIT, List.of("<b>.md"))))
                .contains("<dd>javascript:alert(1)//docs.example/a/b at " + COMMIT + ": &lt;b&gt;.md")
                .doesNotContain("href=\"javascript", "<b>.md");
    }

    @Test
    void hostsThatNameFilesInTheirOwnWayAreLinkedInThatWay() {
        var link = new LinkDocuments(Set.of("gitlab.com", "bitbucket.org", "codeberg.org"));

        assertThat(file(link, "https://gitlab.com/group/sub/texts/"))
                .isEqualTo("https://gitlab.com/group/sub/texts/-/blob/" + COMMIT + "/a.md");
        assertThat(file(link, "https://bitbucket.org:443/me/texts"))
                .isEqualTo("https://bitbucket.org/me/texts/src/" + COMMIT + "/a.md");
        assertThat(file(link, "https://codeberg.org/me/texts"))
                .isEqualTo("https://codeberg.org/me/texts/src/commit/" + COMMIT + "/a.md");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://docs.example/a/b",
                "https://other.example/a/b",
                "https://docs.example.evil.example/a/b",
                "https://docs.example@evil.example/a/b",
                "https://evil.example\\@docs.example/a/b",
                "https://docs.example:8443/a/b",
                "https://docs.example/a/../b",
                "https://docs.example/./b",
                "https://docs.example//b",
                "https://docs.example/a/b?x=1",
                "https://docs.example/a/b#c",
                "https://docs.example/a/%2e%2e",
                "https://docs.example/a/b\nc",
                "https://docs.example/a/\u202Eb",
                "//docs.example/a/b",
                "docs.example/a/b",
                "https://docs.example",
                ""
            })
    void noOtherAddressIsALink(String repo) {
        var documents = new LinkDocuments(Set.of("docs.example")).of(new DocumentSource(repo, COMMIT, List.of("a.md")));

        assertThat(documents.tree()).isNull();
        assertThat(documents.files().get(0).address()).isNull();
        assertThat(documents.repo()).isEqualTo(repo);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../a.md", "a/../b.md", "/a.md", "a//b.md", "*.md", "a/[bc].md", "a\u0000.md", "a\u202E.md", " "
            })
    void noOtherPatternIsALink(String pattern) {
        var documents = new LinkDocuments(Set.of("docs.example"))
                .of(new DocumentSource("https://docs.example/a/b", COMMIT, List.of(pattern)));

        assertThat(documents.tree()).isNotNull();
        assertThat(documents.files().get(0).address()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "HEAD~1", "../../..", "0123456/../../x", ""})
    void noOtherCommitIsALink(String commit) {
        var documents = new LinkDocuments(Set.of("docs.example"))
                .of(new DocumentSource("https://docs.example/a/b", commit, List.of("a.md")));

        assertThat(documents.tree()).isNull();
        assertThat(documents.files().get(0).address()).isNull();
    }

    private static String file(LinkDocuments link, String repo) {
        return Objects.requireNonNull(link.of(new DocumentSource(repo, COMMIT, List.of("a.md")))
                .files()
                .get(0)
                .address());
    }

    private String page(DocumentSource source) {
        try (var site = Site.in(folder)) {
            site.with(Given.contribution(1)
                    .of(LeafKind.KNOWLEDGE, "knowledge/tides")
                    .now());
            site.with(Given.run(
                    1,
                    RunOutcome.PASSED,
                    new CheckedLeaf(
                            "knowledge/tides/qna.yaml",
                            3,
                            List.of(),
                            new Leaf.Knowledge(
                                    "knowledge/tides", 3, "ana", "oceans", "What causes tides", source, List.of()))));
            return site.get("/contributions/instructlab/taxonomy/1").body();
        }
    }
}
