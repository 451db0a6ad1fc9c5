package treewarden.sdg.document.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.DocumentSource;
import treewarden.sandbox.time.SettableClock;

class FetchTest {
    private static final String REPO = "https://github.com/stars/constellations";

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private GitHost host;
    private Commits stars;
    private GitDocuments documents;

    @BeforeEach
    void aRepositoryOutThere() {
        host = new GitHost();
        stars = Commits.at(folder.resolve("stars.git"));
        host.with("/stars/constellations", stars);
        documents = documents(DocumentSettings.in(folder.resolve("cache")));
    }

    @AfterEach
    void close() {
        stars.close();
        host.close();
    }

    private GitDocuments documents(DocumentSettings settings) {
        return new GitDocuments(settings, clock, host.network());
    }

    private static DocumentSource source(String repo, String commit, String... patterns) {
        return new DocumentSource(repo, commit, List.of(patterns));
    }

    private Fetched fetch(String commit, String... patterns) {
        return documents.fetch(source(REPO, commit, patterns), Cancel.NEVER);
    }

    private static List<String> paths(Fetched fetched) {
        return fetched.files().stream().map(DocumentFile::path).toList();
    }

    @Test
    void theFilesThatPatternsNameAreFetchedSortedByPath() {
        var commit = stars.commit(
                Map.of("README.md", "stars", "south/phoenix.md", "Ankaa", "south/ara.md", "altar", "south/a.txt", ""));

        var fetched = fetch(commit, "south/*.md", "README.md");

        assertThat(paths(fetched)).containsExactly("README.md", "south/ara.md", "south/phoenix.md");
        assertThat(fetched.files().get(2).bytes()).isEqualTo("Ankaa".getBytes(UTF_8));
        assertThat(fetched.refused()).isEmpty();
    }

    @Test
    void onlyTheCommitThatIsAskedForCounts() {
        var first = stars.commit(Map.of("a.md", "as it was"));
        stars.commit(Map.of("a.md", "as it is"));

        assertThat(fetch(first, "a.md").files().get(0).bytes()).isEqualTo("as it was".getBytes(UTF_8));
    }

    @Test
    void filesThatNobodyAsksForAreNotSentAndNoHistoryIs() throws IOException {
        var history = stars.commit(Map.of("old.md", "long ago"));
        var large = "x".repeat(100_000);
        var commit = stars.commit(Map.of("a.md", "a", "large.bin", large));

        fetch(commit, "*.md");

        try (var kept = new FileRepository(entries().get(0).toFile())) {
            var objects = kept.getObjectDatabase();
            assertThat(objects.has(Commits.blob("a".getBytes(UTF_8)))).isTrue();
            assertThat(objects.has(Commits.blob(large.getBytes(UTF_8)))).isFalse();
            assertThat(objects.has(ObjectId.fromString(history))).isFalse();
        }
    }

    private List<Path> entries() throws IOException {
        try (var all = Files.list(folder.resolve("cache"))) {
            return all.toList();
        }
    }

    @Test
    void aServerThatCannotLeaveFilesOutSendsThemAll() {
        host.withoutFilter("/stars/constellations");
        var commit = stars.commit(Map.of("a.md", "a", "b.bin", "b"));

        assertThat(paths(fetch(commit, "*.md"))).containsExactly("a.md");
        assertThat(host.beginnings()).as("once in vain, once for all").isEqualTo(2);
    }

    @Test
    void aServerThatHandsOutCommitsAloneIsAskedForTheWholeCommit() {
        host.commitsAlone();
        var commit = stars.commit(Map.of("a.md", "a", "b.bin", "b"));

        assertThat(paths(fetch(commit, "*.md"))).containsExactly("a.md");
    }

    @Test
    void nothingIsAskedForTwice() {
        var commit = stars.commit(Map.of("a.md", "a", "b.md", "b"));
        fetch(commit, "*.md");
        var before = host.requests().size();

        fetch(commit, "*.md");
        documents.fetch(source(REPO + ".git", commit, "b.md"), Cancel.NEVER);
        documents.fetch(source(REPO + "/", commit, "a.*"), Cancel.NEVER);
        documents(DocumentSettings.in(folder.resolve("cache"))).fetch(source(REPO, commit, "*.md"), Cancel.NEVER);

        assertThat(host.requests()).hasSize(before);
    }

    @Test
    void otherPatternsOnTheSameCommitBringTheirFilesAlone() {
        var commit = stars.commit(Map.of("a.md", "a", "b.md", "b"));
        fetch(commit, "a.md");

        assertThat(paths(fetch(commit, "*.md"))).containsExactly("a.md", "b.md");
        assertThat(host.beginnings()).as("the trees, one file, the other file").isEqualTo(3);
    }

    @Test
    void leavesThatAskAtTheSameTimeFetchOnce() {
        var commit = stars.commit(Map.of("a.md", "a"));
        var workers = Executors.newFixedThreadPool(8);

        var asked = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> fetch(commit, "a.md"), workers))
                .toList();

        assertThat(asked).allSatisfy(one -> assertThat(paths(one.join())).containsExactly("a.md"));
        assertThat(host.beginnings()).as("the trees, the file").isEqualTo(2);
        workers.shutdown();
    }

    @Test
    void aHostThatKnowsItsRepositoriesOnlyWithGitAtTheEndIsAskedSo() {
        var commit = stars.commit(Map.of("a.md", "a"));
        host.answering(request -> request.getTarget().startsWith("/stars/constellations/")
                ? Optional.of(new MockResponse.Builder()
                        .code(301)
                        .addHeader("Location", REPO + ".git/info/refs?service=git-upload-pack")
                        .build())
                : Optional.empty());

        assertThat(paths(fetch(commit, "a.md"))).containsExactly("a.md");
        assertThat(host.resolved()).as("looked up once").hasSize(1);
    }

    @Test
    void aMirrorIsReadWithoutAnyNetworkWhateverItsHost() {
        var commit = stars.commit(Map.of("a.md", "a"));
        documents = documents(DocumentSettings.in(folder.resolve("cache"))
                .withMirrors(Map.of("https://docs.example/stars.git", stars.folder())));

        for (var spelling : List.of("https://docs.example/stars", "https://DOCS.example:443/stars.git/")) {
            assertThat(paths(documents.fetch(source(spelling, commit, "*"), Cancel.NEVER)))
                    .containsExactly("a.md");
        }
        assertThat(host.resolved()).isEmpty();
        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void theCacheKeepsItsSizeAndForgetsWhatWasUsedLongestAgo() throws IOException {
        var first = stars.commit(Map.of("a.md", "a"));
        fetch(first, "a.md");
        long one = size();
        var small = documents(DocumentSettings.in(folder.resolve("cache")).withCacheBytes(2 * one + one / 2));
        var second = stars.commit(Map.of("a.md", "b"));
        var third = stars.commit(Map.of("a.md", "c"));

        clock.advance(Duration.ofHours(1));
        small.fetch(source(REPO, second, "a.md"), Cancel.NEVER);
        clock.advance(Duration.ofHours(1));
        small.fetch(source(REPO, first, "a.md"), Cancel.NEVER);
        clock.advance(Duration.ofHours(1));
        small.fetch(source(REPO, third, "a.md"), Cancel.NEVER);

        assertThat(size()).isLessThanOrEqualTo(2 * one + one / 2);
        long before = host.beginnings();
        small.fetch(source(REPO, first, "a.md"), Cancel.NEVER);
        assertThat(host.beginnings()).as("the first was used after the second").isEqualTo(before);
        small.fetch(source(REPO, second, "a.md"), Cancel.NEVER);
        assertThat(host.beginnings()).as("the second had to go").isEqualTo(before + 2);
    }

    private long size() throws IOException {
        try (var files = Files.walk(folder.resolve("cache"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void whatIsDamagedInTheCacheIsFetchedAgain() throws IOException {
        var commit = stars.commit(Map.of("a.md", "a"));
        fetch(commit, "a.md");
        try (var files = Files.walk(folder.resolve("cache"))) {
            for (var pack :
                    files.filter(file -> file.toString().endsWith(".pack")).toList()) {
                Files.delete(pack);
            }
        }

        assertThat(paths(fetch(commit, "a.md"))).containsExactly("a.md");
        assertThat(host.beginnings()).isEqualTo(4);
    }

    @Test
    void whatAKilledProcessLeftIsNoEntryAndGoesAway() throws IOException {
        var left = Files.createDirectories(folder.resolve("cache").resolve("unfinished-1"));
        Files.setLastModifiedTime(left, FileTime.from(clock.instant()));
        clock.advance(Duration.ofHours(1));

        fetch(stars.commit(Map.of("a.md", "a")), "a.md");

        assertThat(left).doesNotExist();
        assertThat(entries()).hasSize(1);
    }

    @Test
    void noCredentialAndNoCookieIsEverSent() {
        fetch(stars.commit(Map.of("a.md", "a")), "a.md");

        assertThat(host.requests())
                .flatExtracting(request -> request.getHeaders().names())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .isNotEmpty()
                .isSubsetOf(
                        ":authority",
                        ":method",
                        ":path",
                        ":scheme",
                        "accept",
                        "accept-encoding",
                        "content-encoding",
                        "content-length",
                        "content-type",
                        "git-protocol",
                        "pragma",
                        "user-agent");
    }

    @Test
    void gitSettingsOfTheMachineAreNotRead() throws Exception {
        var reader = SystemReader.getInstance();

        assertThat(reader.getUserConfig().getSections()).isEmpty();
        assertThat(reader.getSystemConfig().getSections()).isEmpty();
        assertThat(reader.getJGitConfig().getSections()).isEmpty();
    }
}
