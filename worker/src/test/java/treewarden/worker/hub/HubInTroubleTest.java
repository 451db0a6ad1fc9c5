package treewarden.worker.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Json;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.HubToken;
import treewarden.sandbox.hub.StandInHub;

/** What the operator hears when the Hub does not do as it is asked. */
class HubInTroubleTest {
    private static final String COMMIT = "/api/models/*/*/commit/main";

    @TempDir
    private Path home;

    private Desk desk;

    @BeforeEach
    void open() {
        var reader = HubToken.reading("hf_reader", "community");
        var elsewhere = HubToken.writing("hf_elsewhere", "community").only("community/other");
        desk = new Desk(home, Desk.options(home).withTokens(HubOptions.TOKEN, reader, elsewhere));
        desk.weights("model.safetensors", 1000);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> publishAs(String token) {
        return assertThatThrownBy(() -> {
            try (var client = desk.connect(token)) {
                new PublishFolder(client).publish(desk.request());
            }
        });
    }

    @Test
    void aWrongTokenIsSaidOnceAndNeverShown() {
        publishAs("hf_wrong")
                .isInstanceOf(HubException.Unauthorized.class)
                .hasMessage("the Hub answered GET /api/models/community/tiny-lab with 401: Invalid credentials in"
                        + " Authorization header; it does not know the token, or the repository is missing or private"
                        + " for it: check the Hub token and the repository's name");
        assertThat(desk.hub.requests().all()).hasSize(1);
        assertThat(desk.waits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hf_reader", "hf_elsewhere"})
    void aTokenThatMayNotWriteThereIsSaid(String token) {
        publishAs(token)
                .isInstanceOf(HubException.Forbidden.class)
                .hasMessageContaining("give the Hub token the right to write to this repository, then run the release");
        assertThat(desk.hub.model(Desk.REPO.id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void troubleThatPassesIsWaitedFor(int status) {
        desk.hub.faults().next(3, "*", "/api/models/*/*/refs", Fault.status(status));

        desk.publish();

        assertThat(desk.waits).containsExactly(seconds(1, 2, 4));
    }

    @Test
    void troubleThatStaysIsSaidAfterFiveMoreTries() {
        desk.hub.faults().always("*", "/api/models/*/*/refs", Fault.status(500));

        assertThatThrownBy(desk::publish)
                .isInstanceOf(HubException.Transient.class)
                .hasMessage("the Hub answered GET /api/models/community/tiny-lab/refs with 500: Fault 500 of the"
                        + " stand-in; it has trouble of its own: run again later, nothing is lost");
        assertThat(desk.waits).containsExactly(seconds(1, 2, 4, 8, 8));
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 412, 500, 503})
    void aCommitThatIsRefusedForNowIsPlannedAgain(int status) {
        desk.hub.faults().next(2, "POST", COMMIT, Fault.status(status));

        desk.publish();

        assertThat(desk.hub.requests().count("POST", COMMIT)).isEqualTo(3);
        assertThat(desk.mainTitles()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 412})
    void aBranchThatAlwaysMovesIsSaid(int status) {
        desk.hub.faults().always("POST", COMMIT, Fault.status(status));

        assertThatThrownBy(desk::publish)
                .isInstanceOf(HubException.Moved.class)
                .hasMessageContaining("something changed there meanwhile: look at it, then run again");
        assertThat(desk.mainTitles()).containsExactly("initial commit");
    }

    @Test
    void theStatusOfACommitThatWasStoredAllTheSameIsNotBelieved() {
        desk.hub.faults().next("POST", COMMIT, Fault.statusAfterStoring(504));

        desk.publish();

        assertThat(desk.hub.requests().count("POST", COMMIT)).isEqualTo(1);
        assertThat(desk.mainTitles()).hasSize(2);
    }

    @Test
    void aRateLimitIsWaitedForAsItsHeaderSays() {
        desk.hub.faults().next("POST", COMMIT, StandInHub.tooManyRequests(55));
        desk.hub.faults().next("GET", "/api/models/*/*/refs", Fault.status(429, Map.of("Retry-After", "7")));

        desk.publish();

        assertThat(desk.waits).containsExactly(seconds(8, 56));
        assertThat(desk.mainTitles()).hasSize(2);
    }

    @Test
    void aLongRateLimitIsSaidWithItsTime() {
        desk.hub.faults().always("POST", COMMIT, StandInHub.tooManyRequests(3600));

        assertThatThrownBy(desk::publish)
                .hasMessageContaining("it asks to wait 3601 s: run again after that")
                .asInstanceOf(type(HubException.RateLimited.class))
                .satisfies(limited -> assertThat(limited.notBefore())
                        .isEqualTo(Desk.CLOCK.instant().plusSeconds(3601)));
        assertThat(desk.waits).isEmpty();
    }

    @Test
    void aConnectionThatAlwaysBreaksIsSaid() {
        desk.hub.faults().always("PUT", "/object/*", Fault.dropConnection());

        assertThatThrownBy(desk::publish)
                .isInstanceOf(HubException.Transient.class)
                .hasMessageContaining("broke during PUT /object/")
                .hasMessageContaining("run again when it can be reached: what was uploaded stays");
    }

    @Test
    void aRepositoryThatIsGoneIsSaid() {
        desk.hub.faults().always("GET", "/api/models/*/*/refs", Fault.status(404));

        assertThatThrownBy(desk::publish)
                .isInstanceOf(HubException.Missing.class)
                .hasMessageContaining("check the repository's name and the Hub's address");
    }

    @Test
    void aRedirectIsNotFollowed() {
        desk.hub
                .faults()
                .always("GET", "/api/models/*/*", Fault.answer(Answer.empty(307).header("Location", "/elsewhere")));

        assertThatThrownBy(desk::publish)
                .isInstanceOf(HubException.Refused.class)
                .hasMessageContaining("it has moved: name its new address in the configuration");
        assertThat(desk.hub.requests().count("GET", "/elsewhere")).isZero();
    }

    @Test
    void aPageOfAProxyIsNoAnswer() {
        desk.hub.faults().always("GET", "/api/models/*/*", Fault.answer(Answer.html(200, "<html>welcome</html>")));

        assertThatThrownBy(desk::publish)
                .isInstanceOf(HubException.Transient.class)
                .hasMessageContaining("see that its address is right and no proxy answers in its place");
    }

    @Test
    void anEndlessAnswerIsNotReadToItsEnd() {
        desk.hub
                .faults()
                .always("GET", "/api/models/*/*", Fault.answer(Answer.bytes(200, "a/b", new byte[(16 << 20) + 1])));

        assertThatThrownBy(desk::publish)
                .isInstanceOf(HubException.Refused.class)
                .hasMessageContaining("sent an answer of more than 16777216 bytes");
    }

    @Test
    void aHubThatHoldsSomethingElseThanWasSentIsNotReleasedFrom() {
        desk.hub.faults().next("POST", "/api/models/*/*/commit/run-*", new Fault.Changed(done -> {
            desk.hub.commit(desk.repository(), "run-release-20261123_7", "config.json", new byte[] {'['});
            var other = desk.repository().branches().get("run-release-20261123_7");
            return done.withBody(Json.bytes(Json.object().put("commitOid", other)));
        }));

        assertThatThrownBy(desk::publish)
                .isInstanceOf(HubException.Refused.class)
                .hasMessageContaining("1 files are not what was sent: \"config.json\"");
        assertThat(desk.mainTitles()).containsExactly("initial commit");
    }

    @Test
    void aCardThatTheHubRefusesIsSaidBeforeAnythingIsSent() {
        desk.text("README.md", "---\nlicense: apache-2.0\n");

        assertThatThrownBy(desk::publish).isInstanceOf(HubException.Refused.class);
        assertThat(desk.hub.receivedBytes()).isZero();
    }

    private static Duration[] seconds(int... seconds) {
        return IntStream.of(seconds).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
    }
}
