package treewarden.sdg.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Secret;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherFaults;
import treewarden.sandbox.teacher.TeacherOptions;

class OpenAiTeacherTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Ask ASK = new Ask(
            new Prompt("You judge.", "Is this right? [Start of Score]\n<0 or 1>\n[End of Score]"),
            new Sampling(0.5, 256, 7L, Map.of("top_p", 0.9)));

    private final StandInTeacher server = StandInTeacher.start(TeacherOptions.defaults());

    /** Waits that were asked for; each is over at once. */
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksByChatWithSystemAndUserMessage() throws Exception {
        var answer = ask(config());

        assertThat(answer.model()).isEqualTo("stand-in-teacher");
        assertThat(answer.finish()).isEqualTo(Finish.STOP);
        assertThat(answer.text()).contains("[Start of Score]");
        assertThat(answer.usage().requests()).isEqualTo(1);
        assertThat(answer.usage().promptTokens()).isPositive();
        var body = new ObjectMapper().readTree(server.asked().get(0).body());
        assertThat(body.at("/messages/0/role").textValue()).isEqualTo("system");
        assertThat(body.at("/messages/0/content").textValue()).isEqualTo("You judge.");
        assertThat(body.at("/messages/1/role").textValue()).isEqualTo("user");
        assertThat(body.path("temperature").doubleValue()).isEqualTo(0.5);
        assertThat(body.path("max_tokens").intValue()).isEqualTo(256);
        assertThat(body.path("seed").intValue()).isEqualTo(7);
        assertThat(body.path("top_p").doubleValue()).isEqualTo(0.9);
    }

    @Test
    void asksByCompletionWhereTheServerWantsThat() throws Exception {
        var answer = ask(config().withStyle(TeacherConfig.Style.COMPLETIONS));

        assertThat(answer.text()).contains("[Start of Score]");
        assertThat(server.asked().get(0).path()).isEqualTo("/v1/completions");
        assertThat(server.asked().get(0).prompt()).startsWith("You judge.\nIs this right?");
    }

    @Test
    void aPipelineCannotSetWhatIsOurs() throws Exception {
        var cunning = new Ask(
                ASK.prompt(),
                new Sampling(
                        0, 256, null, Map.of("model", "other", "messages", List.of(), "stream", true, "tools", 1)));

        var answer = teacher(config()).ask(cunning).get(10, TimeUnit.SECONDS);

        assertThat(answer.text()).isNotEmpty();
        assertThat(server.asked().get(0).body()).doesNotContain("other", "stream\":", "tools");
    }

    @Test
    void anAddressMayEndWithASlash() throws Exception {
        assertThat(ask(TeacherConfig.at(URI.create(server.url() + "/"), server.model()))
                        .text())
                .isNotEmpty();
    }

    @Test
    void sendsTheKeyAndNeverShowsIt() throws Exception {
        try (var locked = StandInTeacher.start(TeacherOptions.defaults().withApiKey("k-123"))) {
            var right =
                    TeacherConfig.at(URI.create(locked.url()), locked.model()).withApiKey(Secret.of("k-123"));
            var wrong = right.withApiKey(Secret.of("k-777"));

            assertThat(ask(right).text()).isNotEmpty();
            assertThat(right.toString()).doesNotContain("k-123");
            assertThatThrownBy(() -> ask(wrong))
                    .isInstanceOf(TeacherException.Refused.class)
                    .hasMessageContaining("refuses the key (status 401)")
                    .hasMessageContaining("check the teacher's key")
                    .hasMessageNotContaining("k-777");
        }
    }

    @Test
    void aServerThatStumblesIsAskedAgainWithGrowingWaits() throws Exception {
        server.faults().next(3, "POST", CHAT, TeacherFaults.serverError());

        var answer = ask(config());

        assertThat(answer.usage().requests()).isEqualTo(4);
        assertThat(waits).hasSize(3);
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(750));
        assertThat(waits.get(1)).isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
        assertThat(waits.get(2)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }

    @Test
    void aServerThatStaysDownIsReportedAfterTheLastAttempt() {
        server.faults().always("POST", CHAT, TeacherFaults.serverError());

        assertThatThrownBy(() -> ask(config()))
                .isInstanceOf(TeacherException.Unreachable.class)
                .hasMessageContaining("answers with status 500, tried 4 times; see its log");
    }

    @Test
    void aServerThatIsNotThereIsReported() {
        server.close();

        assertThatThrownBy(() -> ask(config()))
                .isInstanceOf(TeacherException.Unreachable.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("see that it runs");
    }

    @Test
    void aDroppedConnectionIsTriedAgain() throws Exception {
        server.faults().next("POST", CHAT, Fault.dropConnection());

        assertThat(ask(config()).text()).isNotEmpty();
    }

    @Test
    void aSlowServerIsGivenUpAtTheDeadline() {
        server.faults().always("POST", CHAT, Fault.latency(Duration.ofMinutes(5)));

        assertThatThrownBy(() -> ask(config().withDeadline(Duration.ofMillis(150))))
                .isInstanceOf(TeacherException.Unreachable.class)
                .hasMessageContaining("did not answer within 150 ms, tried 4 times");
    }

    @Test
    void aServerThatTricklesIsGivenUpAtTheDeadline() {
        server.faults().always("POST", CHAT, Fault.trickle(Duration.ofSeconds(1)));

        assertThatThrownBy(() -> ask(config().withDeadline(Duration.ofMillis(150))))
                .isInstanceOf(TeacherException.Unreachable.class)
                .hasMessageContaining("did not answer within 150 ms");
    }

    @Test
    void retryAfterIsWaitedForWhenItIsShort() throws Exception {
        server.faults().next("POST", CHAT, TeacherFaults.tooManyRequests(Duration.ofSeconds(40)));

        assertThat(ask(config()).text()).isNotEmpty();
        assertThat(waits).containsExactly(Duration.ofSeconds(40));
    }

    @Test
    void retryAfterMayBeADate() throws Exception {
        var soon = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.ofInstant(NOON.plusSeconds(30), ZoneOffset.UTC));
        server.faults().next("POST", CHAT, Fault.status(429, Map.of("Retry-After", soon)));

        assertThat(ask(config()).text()).isNotEmpty();
        assertThat(waits).containsExactly(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "99999999999999999999", "Tue, 99 Foo"})
    void retryAfterThatMakesNoSenseIsIgnored(String header) throws Exception {
        server.faults().next("POST", CHAT, Fault.status(429, Map.of("Retry-After", header)));

        assertThat(ask(config()).text()).isNotEmpty();
        assertThat(waits.get(0)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aLongRateLimitIsReportedWithItsEnd() {
        server.faults().always("POST", CHAT, TeacherFaults.tooManyRequests(Duration.ofMinutes(10)));

        assertThatThrownBy(() -> ask(config()))
                .isInstanceOfSatisfying(
                        TeacherException.RateLimited.class,
                        e -> assertThat(e.notBefore()).isEqualTo(NOON.plusSeconds(600)))
                .hasMessageContaining("asks to wait for 600 s");
        assertThat(waits).isEmpty();
    }

    @Test
    void whatIsNoAnswerIsSaidToBeNone() {
        server.faults().always("POST", CHAT, TeacherFaults.garbage());
        assertThatThrownBy(() -> ask(config()))
                .isInstanceOf(TeacherException.Garbled.class)
                .hasMessageContaining("what it sent is not JSON, tried 4 times");

        server.faults().clear();
        server.faults().always("POST", CHAT, TeacherFaults.emptyBody());
        assertThatThrownBy(() -> ask(config())).isInstanceOf(TeacherException.Garbled.class);

        server.faults().clear();
        server.faults().always("POST", CHAT, Fault.htmlErrorPage());
        assertThatThrownBy(() -> ask(config())).isInstanceOf(TeacherException.class);
    }

    @Test
    void aReplyWithoutAnEndIsCutOff() {
        server.faults().always("POST", CHAT, TeacherFaults.huge(10 << 20));

        assertThatThrownBy(() -> ask(config()))
                .isInstanceOf(TeacherException.Garbled.class)
                .hasMessageContaining("more than 262144 bytes");
        assertThat(waits).isEmpty();
    }

    @Test
    void anAnswerThatWasCutShortSaysSo() throws Exception {
        server.faults().next("POST", CHAT, TeacherFaults.cutShort());

        assertThat(ask(config()).finish()).isEqualTo(Finish.LENGTH);
    }

    @Test
    void anEmptyAnswerIsAnAnswer() throws Exception {
        server.faults().next("POST", CHAT, TeacherFaults.emptyAnswer());

        assertThat(ask(config()).text()).isEmpty();
    }

    @Test
    void anUnknownModelIsTheOperatorsBusiness() {
        assertThatThrownBy(() -> ask(TeacherConfig.at(URI.create(server.url()), "nobody")))
                .isInstanceOf(TeacherException.Refused.class)
                .hasMessageContaining("The model is called stand-in-teacher here")
                .hasMessageContaining("check the teacher's address and the model's name");
    }

    @Test
    void aRefusedPromptIsAboutThatPrompt() {
        server.faults().always("POST", CHAT, Fault.status(400));

        assertThatThrownBy(() -> ask(config()))
                .isInstanceOf(TeacherException.PromptRefused.class)
                .hasMessageContaining("refuses the prompt (status 400)");
    }

    @Test
    void redirectsAreNotFollowed() {
        server.faults().always("POST", CHAT, Fault.status(307, Map.of("Location", "http://169.254.169.254/")));

        assertThatThrownBy(() -> ask(config()))
                .isInstanceOf(TeacherException.Refused.class)
                .hasMessageContaining("status 307");
        assertThat(server.requests().all()).hasSize(1);
    }

    @Test
    void whoeverCancelsTheFutureCancelsTheRequest() {
        server.faults().always("POST", CHAT, Fault.latency(Duration.ofMinutes(5)));
        var teacher = teacher(config());

        CompletableFuture<Answer> answer = teacher.ask(ASK);
        answer.cancel(true);

        assertThat(answer).isCancelled();
        teacher.close();
    }

    @Test
    void plainHttpNeedsTheOperatorsWordUnlessItIsThisMachine() {
        var far = TeacherConfig.at(URI.create("http://teacher.example/v1"), "m");

        assertThatThrownBy(() -> OpenAiTeacher.connect(far, Clock.systemUTC()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://teacher.example/v1 is not encrypted: use https, or allow plain http");
        OpenAiTeacher.connect(far.allowingPlainHttp(), Clock.systemUTC()).close();
        OpenAiTeacher.connect(config(), Clock.systemUTC()).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/v1", "host/v1", "https:///v1", "file:///etc/passwd", "https://user:pw@host/v1"})
    void anAddressThatIsNoneIsRefused(String address) {
        assertThatThrownBy(() -> TeacherConfig.at(URI.create(address), "m"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private TeacherConfig config() {
        return TeacherConfig.at(URI.create(server.url()), server.model());
    }

    private OpenAiTeacher teacher(TeacherConfig config) {
        return OpenAiTeacher.connect(config, Clock.fixed(NOON, ZoneOffset.UTC), (delay, what) -> {
            waits.add(delay);
            what.run();
        });
    }

    private Answer ask(TeacherConfig config) throws Exception {
        try (var teacher = teacher(config)) {
            return teacher.ask(ASK).get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
