package treewarden.sdg.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.teacher.TeacherFaults;

class OpenAiTeacherInTroubleTest extends TeacherTest {
    @Test
    void aServerThatStumblesIsAskedAgainWithGrowingWaits() throws Exception {
        server.faults().next(3, "POST", CHAT, TeacherFaults.serverError());

        var answer = ask(config());

        assertThat(answer.retries()).isEqualTo(3);
        assertThat(answer.usage().requests())
                .as("what does not depend on the weather")
                .isEqualTo(1);
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
    void noServerCanPutAnythingOffForYears() {
        server.faults().always("POST", CHAT, Fault.status(429, Map.of("Retry-After", "999999999")));

        assertThatThrownBy(() -> ask(config()))
                .isInstanceOfSatisfying(
                        TeacherException.RateLimited.class,
                        e -> assertThat(e.notBefore()).isEqualTo(NOON.plus(Duration.ofHours(1))));
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
    void aPageInPlaceOfAnAnswerIsCalledWhatItIs() {
        server.faults()
                .always(
                        "POST",
                        CHAT,
                        Fault.answer(treewarden.sandbox.http.Answer.html(200, "<html>Sign in to the network</html>")));

        assertThatThrownBy(() -> ask(config()))
                .isInstanceOf(TeacherException.Garbled.class)
                .hasMessageContaining("what it sent is not JSON (it calls it text/html");
    }

    @Test
    void aReplyThatStopsInTheMiddleIsAskedForAgain() throws Exception {
        server.faults().next("POST", CHAT, Fault.cutOff());
        server.faults().next("POST", CHAT, Fault.truncatedJson());

        assertThat(ask(config()).retries()).isEqualTo(2);
    }

    @Test
    void anAnswerOf10MegabytesIsReadWhereTheOperatorAllowsIt() throws Exception {
        server.faults().always("POST", CHAT, TeacherFaults.huge(10 << 20));

        assertThat(ask(config().withReplyBytes(20 << 20)).text()).hasSizeGreaterThan(10 << 20);
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
    void aRefusedPromptIsAboutThatPrompt() {
        server.faults().always("POST", CHAT, Fault.status(400));

        assertThatThrownBy(() -> ask(config()))
                .isInstanceOf(TeacherException.PromptRefused.class)
                .hasMessageContaining("refuses the prompt (status 400)");
    }
}
