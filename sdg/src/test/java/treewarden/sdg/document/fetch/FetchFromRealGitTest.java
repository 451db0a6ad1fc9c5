package treewarden.sdg.document.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.DocumentSource;
import treewarden.sandbox.time.SettableClock;

/** The same against a server that nobody here wrote: git's own. Left out where this machine has none. */
class FetchFromRealGitTest {
    private static final String REPO = "https://github.com/stars/constellations";

    @TempDir
    Path folder;

    private GitHost host;
    private Commits stars;

    @BeforeEach
    void aRepositoryServedByGit() {
        assumeTrue(RealGit.isHere(), "git is on the path");
        host = new GitHost().byRealGit();
        stars = Commits.at(folder.resolve("stars.git"));
        host.with("/stars/constellations", stars);
    }

    @AfterEach
    void close() {
        if (host != null) {
            stars.close();
            host.close();
        }
    }

    private Fetched fetch(String commit, FetchLimits limits) {
        var settings = DocumentSettings.in(folder.resolve("cache")).withLimits(limits);
        return new GitDocuments(settings, new SettableClock(), host.network())
                .fetch(new DocumentSource(REPO, commit, List.of("docs/*.md")), Cancel.NEVER);
    }

    @Test
    void oneOldCommitIsFetchedWithoutItsHistoryAndWithoutTheOtherFiles() {
        var large = new byte[2_000_000];
        new Random(1).nextBytes(large);
        stars.commit(Map.of("docs/a.md", "before"));
        var commit = stars.commit(new Commits.Entries()
                .file("docs/a.md", "a")
                .file("docs/b.md", "b")
                .bytes("video.bin", large));
        stars.commit(Map.of("docs/a.md", "after"));
        var usual = FetchLimits.DEFAULT;
        var little = new FetchLimits(
                100_000,
                usual.objects(),
                usual.treeEntries(),
                usual.treeDepth(),
                usual.files(),
                usual.fileBytes(),
                usual.totalBytes(),
                usual.time());

        assertThat(fetch(commit, little).files())
                .extracting(file -> new String(file.bytes(), UTF_8))
                .containsExactly("a", "b");
    }

    @Test
    void aServerThatMayNotLeaveOutFilesSendsThemAll() {
        host.withoutFilter("/stars/constellations");
        var commit = stars.commit(Map.of("docs/a.md", "a", "b.md", "b"));

        assertThat(fetch(commit, FetchLimits.DEFAULT).files()).hasSize(1);
    }

    @Test
    void aCommitThatItDoesNotKnowIsSaidToBeUnknown() {
        stars.commit(Map.of("docs/a.md", "a"));
        var unknown = "0123456789012345678901234567890123456789";

        assertThatThrownBy(() -> fetch(unknown, FetchLimits.DEFAULT))
                .hasMessageStartingWith(
                        "document.commit: https://github.com/stars/constellations has no commit " + unknown);
    }

    @Test
    void aGitBombIsSmallOnItsWayAndStoppedHere() {
        var commit = stars.bomb(10);
        var settings = DocumentSettings.in(folder.resolve("cache"))
                .withLimits(new FetchLimits(1_000_000, 1_000, 1_000, 20, 3, 1_000, 2_000, Duration.ofMinutes(1)));
        var documents = new GitDocuments(settings, new SettableClock(), host.network());

        assertThatThrownBy(() -> documents.fetch(new DocumentSource(REPO, commit, List.of("**/*.md")), Cancel.NEVER))
                .hasMessageContaining("more than 1000 names to look at");
    }
}
