package treewarden.sdg.document.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.DocumentSource;
import treewarden.sandbox.time.SettableClock;
import treewarden.sdg.document.fetch.Commits.Entries;
import treewarden.sdg.document.fetch.DocumentsUnavailable.Kind;

/** Repositories with things in them that are no documents. */
@Timeout(300)
class HostileRepositoryTest {
    private static final String REPO = "https://github.com/stars/constellations";

    /** Small ones, so that the tests are quick. */
    private static final FetchLimits LIMITS =
            new FetchLimits(10_000_000, 1_000, 1_000, 5, 3, 1_000, 2_000, Duration.ofMinutes(1));

    @TempDir
    Path folder;

    private GitHost host;
    private Commits stars;

    @BeforeEach
    void aRepositoryOutThere() {
        host = new GitHost();
        stars = Commits.at(folder.resolve("stars.git"));
        host.with("/stars/constellations", stars);
    }

    @AfterEach
    void close() {
        stars.close();
        host.close();
    }

    private Fetched fetch(String commit, String... patterns) {
        var settings = DocumentSettings.in(folder.resolve("cache")).withLimits(LIMITS);
        return new GitDocuments(settings, new SettableClock(), host.network())
                .fetch(new DocumentSource(REPO, commit, List.of(patterns)), Cancel.NEVER);
    }

    private DocumentsUnavailable trouble(String commit, String... patterns) {
        return catchThrowableOfType(DocumentsUnavailable.class, () -> fetch(commit, patterns));
    }

    /** Case S67 of the notes on security. */
    @Test
    void aTreeOfTreesThatUnfoldsForEverIsStopped() {
        var trouble = trouble(stars.bomb(5), "**/*.md");

        assertThat(trouble.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(trouble)
                .hasMessage("document.repo: the repository holds more than 1000 names to look at; name the folders in"
                        + " document.patterns without **, or keep the documents in a repository of their own");
    }

    @Test
    void aTreeThatIsDeeperThanAnyoneReadsIsStopped() {
        assertThat(trouble(stars.commit(Map.of("1/2/3/4/5/6/a.md", "deep")), "**"))
                .hasMessageContaining("folders in folders more than 5 deep");
    }

    @Test
    void foldersThatNoPatternNamesAreNotLookedInto() {
        var commit = stars.commit(Map.of("docs/a.md", "a", "1/2/3/4/5/6/a.md", "deep"));

        assertThat(fetch(commit, "docs/*.md").files()).hasSize(1);
    }

    /** Case S65, and CVE-2024-32002. */
    @Test
    void aSubmoduleIsNamedAndNotFetched() {
        var commit = stars.commit(new Entries()
                .file("a.md", "a")
                .file(".gitmodules", "[submodule \"docs\"]\n\tpath = docs\n\turl = https://evil.example/x\n")
                .submodule("docs", "0123456789012345678901234567890123456789"));

        var fetched = fetch(commit, "**/*.md");

        assertThat(fetched.files()).extracting(DocumentFile::path).containsExactly("a.md");
        assertThat(fetched.refused())
                .containsExactly(new Refused(
                        "docs",
                        "is a submodule, and submodules are not fetched: name its own repository in a leaf of"
                                + " its own"));
    }

    /** Case S49. */
    @Test
    void aLinkIsNamedAndNotFollowed() {
        var commit = stars.commit(new Entries()
                .link("secret.md", "/proc/self/environ")
                .file("a.md", "a")
                .link("b.md", "a.md"));

        var fetched = fetch(commit, "*.md");

        assertThat(fetched.files()).extracting(DocumentFile::path).containsExactly("a.md");
        assertThat(fetched.refused()).extracting(Refused::path).containsExactly("b.md", "secret.md");
        assertThat(fetched.refused().get(1).why())
                .isEqualTo("is a symbolic link, and links are not followed: name the file that it points to");
    }

    /** Case S66. */
    @Test
    void attributesOfTheRepositoryHaveNoSay() {
        var commit = stars.commit(Map.of(
                ".gitattributes", "*.md filter=evil ident eol=crlf working-tree-encoding=UTF-16\n",
                "a.md", "$Id$\n"));

        assertThat(fetch(commit, "a.md").files().get(0).bytes()).isEqualTo("$Id$\n".getBytes(UTF_8));
    }

    @Test
    void aFileThatIsTooLargeIsNamedAndTheOthersAreRead() {
        var large = new byte[5_000];
        new Random(1).nextBytes(large);
        var commit = stars.commit(
                new Entries().bytes("large.md", large).file("a.md", "a").file("b.md", "b"));

        var fetched = fetch(commit, "*.md");

        assertThat(fetched.files()).extracting(DocumentFile::path).containsExactly("a.md", "b.md");
        assertThat(fetched.refused())
                .containsExactly(new Refused(
                        "large.md", "is larger than 1000 bytes, which is the largest file that is read: split it"));
    }

    @Test
    void aFileThatOnlyUnfoldsToMuchIsTooLargeAsWell() {
        var commit = stars.commit(
                new Entries().bytes("zeros.md", new byte[50_000_000]).file("a.md", "a"));

        var fetched = fetch(commit, "*.md");

        assertThat(fetched.files()).extracting(DocumentFile::path).containsExactly("a.md");
        assertThat(fetched.refused()).extracting(Refused::path).containsExactly("zeros.md");
    }

    @Test
    void moreFilesThanALeafMayHaveAreTooMany() {
        var commit = stars.commit(Map.of("1.md", "1", "2.md", "2", "3.md", "3", "4.md", "4"));

        assertThat(trouble(commit, "*.md"))
                .hasMessage("document.patterns: they match 4 files, and at most 3 are read for one leaf; name fewer");
    }

    @Test
    void moreBytesThanALeafMayHaveAreTooMany() {
        var commit = stars.commit(Map.of("1.md", "1".repeat(900), "2.md", "2".repeat(900), "3.md", "3".repeat(900)));

        assertThat(trouble(commit, "*.md"))
                .hasMessageContaining("the files that they match are larger than 1 KiB together");
    }

    @Test
    void aPointerOfGitLfsIsNotTheFile() {
        var commit = stars.commit(Map.of(
                "a.pdf",
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0".repeat(64) + "\nsize 12345\n"));

        assertThat(trouble(commit, "*.pdf"))
                .hasMessage("document.patterns: they name no document that can be read. a.pdf is kept in Git LFS, which"
                        + " is not fetched from: commit the file itself, without LFS");
    }

    @Test
    void aPatternThatMatchesNothingIsNamedBesideThoseThatDo() {
        var fetched = fetch(stars.commit(Map.of("Docs/a.md", "a")), "Docs/*.md", "docs/*.md", "/etc/*.md");

        assertThat(fetched.files()).hasSize(1);
        assertThat(fetched.refused()).extracting(Refused::path).containsExactly("/etc/*.md", "docs/*.md");
    }

    @Test
    void aLeafWhosePatternsAllMatchNothingIsToldWhy() {
        var trouble = trouble(stars.commit(Map.of("a.md", "a")), "b.md", "../c.md");

        assertThat(trouble.kind()).isEqualTo(Kind.NO_DOCUMENT);
        assertThat(trouble)
                .hasMessageStartingWith("document.patterns: they name no document that can be read. ../c.md matches"
                        + " nothing, since .. leads out of the repository")
                .hasMessageContaining("b.md matches no file of the repository at that commit");
    }

    /** Case S47, and nothing is fetched for it. */
    @Test
    void aLeafThatOnlyAsksForFilesOfTheMachineIsNotFetchedFor() {
        var trouble = trouble(stars.commit(Map.of("a.md", "a")), "/etc/*.md");

        assertThat(trouble.kind()).isEqualTo(Kind.NO_DOCUMENT);
        assertThat(host.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\b.md", "a\nb.md", "\u202egpj.md", "a\u0000b.md"})
    void aNameThatIsNotSafeIsNotRead(String name) {
        var commit = stars.forged(name.replace('\u0000', '\u0001'));

        var fetched = fetch(commit, "*");

        assertThat(fetched.files()).extracting(DocumentFile::path).containsExactly("safe.md");
        assertThat(fetched.refused())
                .hasSize(1)
                .allSatisfy(one -> assertThat(one.why()).isEqualTo("has a name that is not safe: give it a plain one"));
    }

    /** Names that only a forged tree can hold; hidden ones are matched by a pattern that begins with a dot. */
    @ParameterizedTest
    @ValueSource(strings = {"..", ".", ".git", ".GIT"})
    void aForgedTreeDoesNotLeadOut(String name) {
        var fetched = fetch(stars.forged(name), ".*", "*");

        assertThat(fetched.files()).extracting(DocumentFile::path).containsExactly("safe.md");
    }
}
