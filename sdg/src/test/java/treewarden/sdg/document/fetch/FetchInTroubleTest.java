package treewarden.sdg.document.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.DocumentSource;
import treewarden.sandbox.time.SettableClock;
import treewarden.sdg.document.fetch.DocumentsUnavailable.Kind;

/** Servers that are slow, wrong, hostile or not there. */
@Timeout(300)
class FetchInTroubleTest {
    private static final String REPO = "https://github.com/stars/constellations";
    private static final String UNKNOWN = "0123456789012345678901234567890123456789";

    @TempDir
    Path folder;

    private GitHost host;
    private Commits stars;
    private String commit;
    private FetchLimits limits = FetchLimits.DEFAULT;

    @BeforeEach
    void aRepositoryOutThere() {
        host = new GitHost();
        stars = Commits.at(folder.resolve("stars.git"));
        host.with("/stars/constellations", stars);
        commit = stars.commit(Map.of("a.md", "a"));
    }

    @AfterEach
    void close() throws IOException {
        stars.close();
        host.close();
        var cache = folder.resolve("cache");
        if (Files.isDirectory(cache)) {
            assertThat(cache).as("nothing half done is left").isDirectoryNotContaining("glob:**unfinished*");
        }
    }

    private Fetched fetch(String repo, String commit, Cancel cancel) {
        var settings = DocumentSettings.in(folder.resolve("cache")).withLimits(limits);
        return new GitDocuments(settings, new SettableClock(), host.network())
                .fetch(new DocumentSource(repo, commit, List.of("*.md")), cancel);
    }

    private DocumentsUnavailable trouble(String repo, String commit) {
        return catchThrowableOfType(DocumentsUnavailable.class, () -> fetch(repo, commit, Cancel.NEVER));
    }

    private DocumentsUnavailable trouble() {
        return trouble(REPO, commit);
    }

    @Test
    void aHostThatIsNotOnTheListIsNotEvenLookedUp() {
        assertThat(trouble("https://docs.example/stars/constellations", commit))
                .hasMessage("document.repo: documents are not fetched from docs.example, only from github.com,"
                        + " gitlab.com, bitbucket.org, codeberg.org, huggingface.co; keep them on one of these, or ask"
                        + " the operator to add docs.example to documents.hosts");
        assertThat(host.resolved()).isEmpty();
    }

    /** Case S55 of the notes on security: a name that is public, and what it stands for is not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "169.254.169.254",
                "100.64.0.1",
                "::1",
                "fd00:ec2::254",
                "::ffff:192.168.0.1",
                "0.0.0.0"
            })
    void aNameThatLeadsIntoOurNetworkIsNotFollowed(String address) {
        host.naming("github.com", address);

        var trouble = trouble();

        assertThat(trouble.kind()).isEqualTo(Kind.REFUSED);
        assertThat(trouble)
                .hasMessageStartingWith("document.repo: github.com is ")
                .hasMessageContaining("documents are fetched from public addresses alone");
        assertThat(host.connectedTo()).isEmpty();
    }

    /** Case S57. */
    @Test
    void aNameThatChangesItsMindAfterTheCheckIsNotAskedAgain() throws IOException {
        host.naming("github.com", GitHost.PUBLIC, "127.0.0.1");

        fetch(REPO, commit, Cancel.NEVER);

        assertThat(host.resolved()).containsExactly("github.com");
        assertThat(host.connectedTo()).isNotEmpty().containsOnly(InetAddress.getByName(GitHost.PUBLIC));
    }

    @Test
    void aRedirectIntoOurNetworkIsNotFollowed() throws IOException {
        host.answeringAll(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "https://169.254.169.254/latest/meta-data/?token=SECRET")
                .build());

        var trouble = trouble();

        assertThat(trouble.kind()).isEqualTo(Kind.REFUSED);
        assertThat(trouble)
                .hasMessage("document.repo: https://github.com/stars/constellations answers with a redirect to"
                        + " \"https://169.254.169.254/latest/meta-data/?***\", and redirects are not followed; if that"
                        + " is where the repository has moved to, write its new address");
        assertThat(host.connectedTo()).containsOnly(InetAddress.getByName(GitHost.PUBLIC));
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void aRedirectInTheMiddleIsNotFollowedEither() {
        host.answering(request -> request.getMethod().equals("POST")
                ? Optional.of(new MockResponse.Builder()
                        .code(307)
                        .addHeader("Location", "https://github.com/others/secrets/git-upload-pack")
                        .build())
                : Optional.empty());

        assertThat(trouble().kind()).isEqualTo(Kind.REFUSED);
        assertThat(host.requests()).hasSize(2);
    }

    /** Case S70, and repositories that are gone. */
    @ParameterizedTest
    @CsvSource({
        "401, GONE, it is private",
        "403, GONE, it is private",
        "404, GONE, is not there",
        "410, GONE, is not there",
        "429, UNREACHABLE, try again later",
        "500, UNREACHABLE, try again later",
        "503, UNREACHABLE, try again later"
    })
    void whatTheServerRefusesIsSaidAndNotAskedAgain(int status, Kind kind, String words) {
        host.answeringAll(new MockResponse.Builder()
                .code(status)
                .addHeader("WWW-Authenticate", "Basic realm=\"SECRET\"")
                .build());

        var trouble = trouble();

        assertThat(trouble.kind()).isEqualTo(kind);
        assertThat(trouble)
                .hasMessageStartingWith("document.repo: " + REPO)
                .hasMessageContaining(words)
                .hasMessageNotContaining("SECRET");
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void aPageForPeopleIsNoRepository() {
        host.answeringAll(new MockResponse.Builder()
                .addHeader("Content-Type", "text/html")
                .body("<html>welcome</html>")
                .build());

        assertThat(trouble())
                .hasMessage("document.repo: https://github.com/stars/constellations is no git repository: its server"
                        + " answers with something else; write the address that git clone takes");
    }

    /** Case S71. */
    @Test
    void aCommitThatNobodyKnowsIsSaidToBeUnknown() {
        var trouble = trouble(REPO, UNKNOWN);

        assertThat(trouble.kind()).isEqualTo(Kind.COMMIT_UNKNOWN);
        assertThat(trouble)
                .hasMessage("document.commit: https://github.com/stars/constellations has no commit " + UNKNOWN
                        + " that it hands out; write the full id of a commit on one of its public branches");
    }

    @Test
    void theIdOfATagStandsForItsCommit() {
        assertThat(fetch(REPO, stars.tagged(commit), Cancel.NEVER).files()).hasSize(1);
    }

    /** Case S63. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--orphan",
                "-h",
                "HEAD",
                "main",
                "refs/heads/main",
                "0123456",
                "",
                "0123456789012345678901234567890123456789\n",
                "ABCDEF6789012345678901234567890123456789"
            })
    void onlyAFullIdIsACommit(String written) {
        var trouble = trouble(REPO, written);

        assertThat(trouble.kind()).isEqualTo(Kind.REFUSED);
        assertThat(trouble).hasMessageContaining("is not the full id of a commit");
        assertThat(host.resolved()).isEmpty();
    }

    @Test
    void anIdOfTheNewKindIsNamedAsSuch() {
        assertThat(trouble(REPO, "0".repeat(64))).hasMessageContaining("is an id of 64 digits");
    }

    /** Case S69. */
    @Test
    void aServerThatDripsIsLeftWhenTheTimeIsOver() {
        limits = withTime(Duration.ofSeconds(1));
        drip();

        var trouble = trouble();

        assertThat(trouble.kind()).isEqualTo(Kind.TOO_SLOW);
        assertThat(trouble)
                .hasMessage("document.repo: fetching took longer than 1 s, which is all it may take; try again later,"
                        + " or keep the documents in a smaller repository of their own");
    }

    private void drip() {
        host.answering(request -> Optional.of(new MockResponse.Builder()
                .addHeader("Content-Type", "application/x-git-upload-pack-advertisement")
                .body("001e# service=git-upload-pack\n0000".repeat(1_000))
                .throttleBody(1, 100, TimeUnit.MILLISECONDS)
                .build()));
    }

    private static FetchLimits withTime(Duration time) {
        return limits(FetchLimits.DEFAULT.received(), time);
    }

    private static FetchLimits limits(long received, Duration time) {
        var usual = FetchLimits.DEFAULT;
        return new FetchLimits(
                received,
                usual.objects(),
                usual.treeEntries(),
                usual.treeDepth(),
                usual.files(),
                usual.fileBytes(),
                usual.totalBytes(),
                time);
    }

    @Test
    void aCancelledFetchEndsWhateverTheServerDoes() {
        var cancelled = new AtomicBoolean();
        host.answering(request -> {
            cancelled.set(true);
            return Optional.of(
                    new MockResponse.Builder().headersDelay(1, TimeUnit.HOURS).build());
        });

        assertThatThrownBy(() -> fetch(REPO, commit, cancelled::get)).isInstanceOf(CancellationException.class);
    }

    @Test
    void aNameServerThatDoesNotAnswerIsNotWaitedForForEver() {
        limits = withTime(Duration.ofMillis(300));
        var never = new CountDownLatch(1);
        var network = new Network(
                name -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return List.of();
                },
                new PublicAddresses(),
                client -> client);
        var documents = new GitDocuments(
                DocumentSettings.in(folder.resolve("cache")).withLimits(limits), new SettableClock(), network);

        assertThatThrownBy(() -> documents.fetch(new DocumentSource(REPO, commit, List.of("*")), Cancel.NEVER))
                .isInstanceOfSatisfying(
                        DocumentsUnavailable.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_SLOW));
        never.countDown();
    }

    @Test
    void aPackWithoutEndIsCutOff() {
        limits = limits(1024 * 1024, FetchLimits.DEFAULT.time());
        var pack = new Packs(100_000);
        host.answering(request -> Packs.isFetch(request) ? Optional.of(pack.withoutEnd()) : Optional.empty());

        var trouble = trouble();

        assertThat(trouble.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(trouble)
                .hasMessage("document.repo: https://github.com/stars/constellations sends more than 1 MiB or 300000"
                        + " objects for one commit, which is all that is fetched; keep the documents in a repository of"
                        + " their own, or name fewer in document.patterns");
    }

    @Test
    void aPackThatAnnouncesMoreThanAnyoneHasIsNotMadeRoomFor() {
        var pack = new Packs(2_000_000_000);
        host.answering(request -> Packs.isFetch(request) ? Optional.of(pack.cutShort()) : Optional.empty());

        assertThat(trouble().kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void aPackThatBreaksOffIsNoCommit() {
        host.answering(request -> Packs.isFetch(request) ? Optional.of(new Packs(3).cutShort()) : Optional.empty());

        var trouble = trouble();

        assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(trouble).hasMessageContaining("sends what is no git");
    }

    @Test
    void aServerThatSaysNoInItsOwnWordsIsQuoted() {
        host.answering(request -> Packs.isFetch(request)
                ? Optional.of(Packs.result(new Buffer().writeUtf8("0017ERR quota \u202e spent")))
                : Optional.empty());

        assertThat(trouble())
                .hasMessage("document.repo: https://github.com/stars/constellations answers: quota \\u{202e} spent; try"
                        + " again later");
    }

    @Test
    void anAdvertisementWithoutEndIsCutOffToo() {
        limits = limits(1024, FetchLimits.DEFAULT.time());
        var line = "003f" + commit + " refs/heads/branches-\n";
        host.answering(request -> Optional.of(new MockResponse.Builder()
                .addHeader("Content-Type", "application/x-git-upload-pack-advertisement")
                .chunkedBody("001e# service=git-upload-pack\n0000" + line.repeat(1_000), 1_000)
                .build()));

        assertThat(trouble().kind()).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void aCertificateOfSomebodyElseIsNotTrusted() {
        var settings = DocumentSettings.in(folder.resolve("cache")).withHosts(List.of("evil.example"));
        var documents = new GitDocuments(settings, new SettableClock(), host.network());
        stars.repository().getConfig().setBoolean("http", null, "sslVerify", false);

        assertThatThrownBy(() -> documents.fetch(
                        new DocumentSource("https://evil.example/stars/constellations", commit, List.of("*")),
                        Cancel.NEVER))
                .isInstanceOf(DocumentsUnavailable.class)
                .hasMessageContaining("cannot be fetched at present");
        assertThat(host.requests()).isEmpty();
    }

    @Test
    void aCacheThatCannotBeWrittenIsTheOperatorsAffair() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file where a folder should be", UTF_8);

        var trouble = trouble();

        assertThat(trouble.kind()).isEqualTo(Kind.OURS);
        assertThat(trouble)
                .hasMessageContaining("operator, look at the space and the permissions of the cache's folder");
    }

    @Test
    void aMirrorThatIsNotThereIsTheOperatorsAffair() {
        var settings = DocumentSettings.in(folder.resolve("cache")).withMirrors(Map.of(REPO, folder.resolve("none")));
        var documents = new GitDocuments(settings, new SettableClock(), host.network());

        assertThatThrownBy(() -> documents.fetch(new DocumentSource(REPO, commit, List.of("*")), Cancel.NEVER))
                .hasMessage("documents.mirrors: the mirror of https://github.com/stars/constellations is no git"
                        + " repository; put one at the folder that it names");
    }

    @Test
    void aCommitThatTheMirrorLacksIsSaidSo() {
        var settings = DocumentSettings.in(folder.resolve("cache")).withMirrors(Map.of(REPO, stars.folder()));
        var documents = new GitDocuments(settings, new SettableClock(), host.network());

        assertThatThrownBy(() -> documents.fetch(new DocumentSource(REPO, UNKNOWN, List.of("*")), Cancel.NEVER))
                .hasMessageContaining("the mirror of https://github.com/stars/constellations has no commit " + UNKNOWN);
    }

    @Test
    void theIdOfAFolderIsNoCommit() throws IOException {
        var tree = stars.repository().resolve(commit + "^{tree}").name();
        var settings = DocumentSettings.in(folder.resolve("cache")).withMirrors(Map.of(REPO, stars.folder()));
        var documents = new GitDocuments(settings, new SettableClock(), host.network());

        assertThatThrownBy(() -> documents.fetch(new DocumentSource(REPO, tree, List.of("*")), Cancel.NEVER))
                .hasMessage("document.commit: " + tree
                        + " is the id of something else than a commit; write the id that git log shows");
    }
}
