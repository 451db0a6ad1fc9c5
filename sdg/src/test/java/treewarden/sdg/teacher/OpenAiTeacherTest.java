package treewarden.sdg.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.Secret;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;

class OpenAiTeacherTest extends TeacherTest {
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
    void asManyRequestsAreInFlightAsTheOperatorAllows() throws Exception {
        int allowed = 24;
        var allHere = new CountDownLatch(allowed);
        var barrier = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        var threads = Executors.newCachedThreadPool();
        barrier.setExecutor(threads);
        barrier.createContext("/", exchange -> {
            allHere.countDown();
            // With fewer requests at once this waits in vain, and then nobody gets an answer.
            var reply = isOver(allHere)
                    ? "{\"choices\": [{\"message\": {\"content\": \"together\"}, \"finish_reason\": \"stop\"}]}"
                    : "{}";
            var bytes = reply.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        barrier.start();
        var url = URI.create("http://127.0.0.1:" + barrier.getAddress().getPort() + "/v1");

        try (var teacher = teacher(TeacherConfig.at(url, "m").withConcurrency(allowed))) {
            var answers =
                    IntStream.range(0, allowed).mapToObj(i -> teacher.ask(ASK)).toList();

            for (var answer : answers) {
                assertThat(answer.get(40, TimeUnit.SECONDS).text()).isEqualTo("together");
            }
        } finally {
            barrier.stop(0);
            threads.shutdownNow();
        }
    }

    private static boolean isOver(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void anUnknownModelIsTheOperatorsBusiness() {
        assertThatThrownBy(() -> ask(TeacherConfig.at(URI.create(server.url()), "nobody")))
                .isInstanceOf(TeacherException.Refused.class)
                .hasMessageContaining("The model is called stand-in-teacher here")
                .hasMessageContaining("check the teacher's address and the model's name");
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
}
