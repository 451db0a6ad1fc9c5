package treewarden.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Cache;
import okhttp3.OkHttpClient;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.forge.ForgeException;
import treewarden.forge.ForgeException.Forbidden;

/** What happens when GitHub moves, stalls, breaks off, never ends or takes our token back. */
class GitHubInTroubleTest {
    private static final String REPO = "/repos/instructlab/taxonomy";

    private static final String LABELS = "[{\"name\": \"triage-needed\"}]";

    private final ScriptedGitHub github = new ScriptedGitHub();

    @TempDir
    File folder;

    @AfterEach
    void hangUp() {
        github.close();
    }

    @Test
    void anAnswerThatBreaksOffIsTransient() {
        github.says(new MockResponse.Builder().body(LABELS).onResponseBody(new SocketEffect.CloseSocket()));
        assertThatThrownBy(() -> github.taxonomy().labels(5)).isInstanceOf(ForgeException.Transient.class);
    }

    @Test
    void aWriteWhoseAnswerGotLostIsNotSentAgain() {
        // OkHttp by itself would send it again: to the other address of "localhost", or over a new connection.
        github.says(new MockResponse.Builder().code(201).onResponseStart(new SocketEffect.CloseSocket()));
        assertThatThrownBy(() -> github.taxonomy().createComment(5, "hello"))
                .isInstanceOf(ForgeException.Transient.class)
                .hasMessageStartingWith("GitHub did not answer POST " + REPO + "/issues/5/comments: ");
        assertThat(github.asked()).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotComeEndsAtTheDeadline() {
        github.says(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
        var hasty =
                new OkHttpClient.Builder().callTimeout(Duration.ofMillis(300)).build();
        assertThatThrownBy(() -> github.forge(hasty).in(ScriptedGitHub.TAXONOMY).labels(5))
                .isInstanceOf(ForgeException.Transient.class)
                .hasMessageContaining("timeout");
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        github.says(200, " ".repeat(Rest.LARGEST_ANSWER + 1));
        assertThatThrownBy(() -> github.taxonomy().labels(5)).isInstanceOf(ForgeException.TooLarge.class);
    }

    @Test
    void aPackedAnswerIsMeasuredUnpacked() {
        github.says(packed(Rest.LARGEST_ANSWER + 1));
        assertThatThrownBy(() -> github.taxonomy().labels(5)).isInstanceOf(ForgeException.TooLarge.class);
    }

    @Test
    void aListThatNeverEndsIsLeft() {
        for (var page = 0; page < 101; page++) {
            github.says(new MockResponse.Builder()
                    .body(LABELS)
                    .addHeader("Link", "<" + github.url("again") + ">; rel=\"next\""));
        }
        assertThatThrownBy(() -> github.taxonomy().labels(5)).isInstanceOf(ForgeException.Invalid.class);
        assertThat(github.asked()).hasSize(100);
    }

    @Test
    void theNextPageIsNotFetchedFromSomewhereElse() {
        try (var elsewhere = new ScriptedGitHub()) {
            var away = "<" + elsewhere.url("steal") + ">; rel=\"next\"";
            github.says(new MockResponse.Builder().body(LABELS).addHeader("Link", away));
            assertThatThrownBy(() -> github.taxonomy().labels(5))
                    .isInstanceOf(ForgeException.Invalid.class)
                    .hasMessageContaining("nothing is sent there");
            github.says(new MockResponse.Builder().body("[]").addHeader("Link", away));
            assertThatThrownBy(() -> github.taxonomy().comments(5)).isInstanceOf(ForgeException.Invalid.class);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRenamedRepositoryIsFollowedForReadsAndWrites(int status) {
        github.says(moved(status, github.url("repositories/11/issues/5/labels")))
                .says(200, LABELS);
        assertThat(github.taxonomy().labels(5)).containsExactly("triage-needed");
        github.says(moved(status, "/repositories/11/issues/5/labels")).says(200, LABELS);
        github.taxonomy().addLabels(5, List.of("a"));
        assertThat(github.asked()).last().isEqualTo("POST /repositories/11/issues/5/labels");
        assertThat(github.lastBody()).isEqualTo("{\"labels\":[\"a\"]}");
        github.says(moved(status, "/repositories/11/branches/main"))
                .says(200, "{\"name\": \"main\", \"commit\": {\"sha\": \"%s\"}}".formatted("a".repeat(40)));
        assertThat(github.taxonomy().head("main").hex()).startsWith("aaaa");
    }

    @Test
    void aRedirectToSomewhereElseIsNotFollowed() {
        try (var elsewhere = new ScriptedGitHub()) {
            github.says(moved(301, elsewhere.url("steal"))).says(moved(302, elsewhere.url("steal")));
            assertThatThrownBy(() -> github.taxonomy().labels(5)).isInstanceOf(ForgeException.Invalid.class);
            assertThatThrownBy(() -> github.taxonomy().head("main")).isInstanceOf(ForgeException.Invalid.class);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void redirectsInACircleEnd() {
        for (var i = 0; i < 4; i++) {
            github.says(moved(301, REPO + "/issues/5/labels"));
        }
        assertThatThrownBy(() -> github.taxonomy().labels(5)).isInstanceOf(ForgeException.Transient.class);
        assertThat(github.asked()).hasSize(4);
    }

    @Test
    void aTokenServesManyRequestsAndIsRenewedBeforeItEnds() {
        for (var i = 0; i < 3; i++) {
            github.says(200, LABELS);
        }
        var taxonomy = github.taxonomy();
        taxonomy.labels(5);
        github.clock.advance(Duration.ofMinutes(54));
        taxonomy.labels(5);
        github.clock.advance(Duration.ofMinutes(1));
        taxonomy.labels(5);
        assertThat(github.signedWith()).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
    }

    @Test
    void manyWhoNeedATokenAtOnceAskForOne() {
        var taxonomy = github.taxonomy();
        for (var i = 0; i < 8; i++) {
            github.says(200, LABELS);
        }
        assertThat(IntStream.range(0, 8).parallel().mapToObj(taxonomy::labels)).hasSize(8);
        assertThat(github.tokensHandedOut()).isEqualTo(1);
    }

    @Test
    void aTokenThatWasRevokedIsRenewedOnceAndTheWriteGoesThrough() {
        github.says(401, "{\"message\": \"Bad credentials\"}").says(200, LABELS);
        github.taxonomy().addLabels(5, List.of("a"));
        assertThat(github.signedWith()).containsExactly("Bearer token-1", "Bearer token-2");
        assertThat(github.lastBody()).isEqualTo("{\"labels\":[\"a\"]}");
    }

    @Test
    void aTokenThatIsRefusedTwiceIsReported() {
        github.says(401, "{\"message\": \"Bad credentials\"}").says(401, "{\"message\": \"Bad credentials\"}");
        var forbidden =
                catchThrowableOfType(Forbidden.class, () -> github.taxonomy().labels(5));
        assertThat(forbidden.why()).isEqualTo(Forbidden.Why.KEY);
        assertThat(forbidden).hasMessageContaining("Check the App's id, and that its private key was not replaced");
        assertThat(github.tokensHandedOut()).isEqualTo(2);
    }

    @Test
    void aClockThatIsWrongIsToldApartFromAWrongKey() {
        github.says(new MockResponse.Builder().code(401).addHeader("Date", rfc(in(-300))));
        var forbidden =
                catchThrowableOfType(Forbidden.class, () -> github.forge().self());
        assertThat(forbidden.why()).isEqualTo(Forbidden.Why.CLOCK);
        assertThat(forbidden).hasMessageContaining("the clock of this machine is 300 s ahead of GitHub's");
        github.says(new MockResponse.Builder().code(401).addHeader("Date", rfc(in(5))));
        assertThat(catchThrowableOfType(Forbidden.class, () -> github.forge().self())
                        .why())
                .isEqualTo(Forbidden.Why.KEY);
    }

    @Test
    void noMessageHoldsAToken() {
        github.says(401, "{\"message\": \"Bad credentials: token-1\"}").says(500, "token-2");
        assertThatThrownBy(() -> github.taxonomy().labels(5))
                .hasMessageNotContaining("token-")
                .hasMessageNotContaining("Bearer");
    }

    @Test
    void whatHasNotChangedIsAskedForButNotSentAgain() {
        var caching =
                new OkHttpClient.Builder().cache(new Cache(folder, 1_000_000)).build();
        github.says(new MockResponse.Builder()
                .body(LABELS)
                .addHeader("ETag", "\"v1\"")
                .addHeader("Cache-Control", "private, max-age=60"));
        github.says(new MockResponse.Builder().code(304));
        var taxonomy = github.forge(caching).in(ScriptedGitHub.TAXONOMY);
        assertThat(taxonomy.labels(5)).containsExactly("triage-needed");
        assertThat(taxonomy.labels(5)).containsExactly("triage-needed");
        assertThat(github.last().getHeaders().get("If-None-Match")).isEqualTo("\"v1\"");
        assertThat(github.asked()).hasSize(2);
    }

    @Test
    void somethingThatWasMissingIsAskedForInFullBeforeItIsMissingStill() {
        var caching =
                new OkHttpClient.Builder().cache(new Cache(folder, 1_000_000)).build();
        github.says(new MockResponse.Builder().code(404).body("{}").addHeader("ETag", "\"v1\""));
        github.says(new MockResponse.Builder().code(304)).says(200, LABELS);
        var taxonomy = github.forge(caching).in(ScriptedGitHub.TAXONOMY);
        assertThatThrownBy(() -> taxonomy.labels(5)).isInstanceOf(ForgeException.Missing.class);
        assertThat(taxonomy.labels(5)).containsExactly("triage-needed");
        assertThat(github.asked()).hasSize(3);
    }

    private Instant in(long seconds) {
        return github.clock.instant().plusSeconds(seconds);
    }

    private static MockResponse.Builder moved(int status, String to) {
        return new MockResponse.Builder().code(status).addHeader("Location", to);
    }

    private static MockResponse.Builder packed(int zeros) {
        var body = new Buffer();
        try (var gzip = Okio.buffer(new GzipSink(body))) {
            gzip.write(new byte[zeros]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MockResponse.Builder().body(body).addHeader("Content-Encoding", "gzip");
    }

    private static String rfc(Instant time) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    }
}
