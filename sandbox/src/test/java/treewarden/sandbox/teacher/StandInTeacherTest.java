package treewarden.sandbox.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import treewarden.sandbox.Http;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Json;

class StandInTeacherTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StandInTeacher teacher =
            StandInTeacher.start(TeacherOptions.defaults().withSlots(3));
    private final Http http = Http.at(teacher.url());
    private final Ask ask = new Ask(teacher);

    @AfterEach
    void close() {
        teacher.close();
    }

    @Test
    void theModelSaysThatItIsAStandIn() {
        var model = http.get("/models").json().at("/data/0/id").asText();

        assertThat(model).isEqualTo("stand-in-teacher");
        assertThat(http.post("/chat/completions", Ask.body(Prompts.QUESTIONS))
                        .json()
                        .path("model")
                        .asText())
                .isEqualTo(model);
    }

    @Test
    void aChatIsAnsweredInTheTagsOfThePromptAndCounted() {
        var reply = http.post("/chat/completions", Ask.body(Prompts.QUESTIONS)).json();
        var content = reply.at("/choices/0/message/content").asText();

        assertThat(Ask.tagged(content, "Question")).hasSize(5);
        assertThat(reply.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(reply.at("/usage/prompt_tokens").asInt()).isEqualTo((Prompts.QUESTIONS.length() + 3) / 4);
        assertThat(reply.at("/usage/completion_tokens").asInt()).isEqualTo((content.length() + 3) / 4);
    }

    @Test
    void aListOfPromptsGetsSoManyChoicesForEach() {
        var choices = http.post("/completions", Ask.prompts(3, Prompts.CONTEXTS, Prompts.QUESTIONS))
                .json()
                .path("choices");

        assertThat(choices).hasSize(6);
        assertThat(choices.findValuesAsText("text")).doesNotHaveDuplicates();
        assertThat(choices.get(2).path("text").asText()).contains("[Start of Context]");
        assertThat(choices.get(3).path("text").asText()).contains("[Start of Question]");
        assertThat(choices.get(5).path("index").asInt()).isEqualTo(5);
    }

    @Test
    void anAnswerBeyondTheBoundEndsForItsLength() {
        var body = Json.object()
                .put("model", TeacherOptions.MODEL)
                .put("max_tokens", 5)
                .put("prompt", Prompts.CONTEXTS);
        var choice = http.post("/completions", body.toString()).json().at("/choices/0");

        assertThat(choice.path("text").asText()).hasSize(20);
        assertThat(choice.path("finish_reason").asText()).isEqualTo("length");
    }

    @Test
    void aSchemaIsHonoured() {
        var body = Json.parse(Ask.body(Prompts.judgeOf("Why is blood blue?", "A score from 0 to 2."))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();
        var schema = Json.parse("""
                        {"type": "json_schema", "json_schema": {"name": "verdict", "schema": {"type": "object",
                         "properties": {"reason": {"type": "string"}, "score": {"type": "integer", "minimum": 0, "maximum": 2},
                         "verdict": {"enum": ["accept", "reject"]}, "tags": {"type": "array", "items": {"type": "string"}}}}}}
                        """.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();
        ((com.fasterxml.jackson.databind.node.ObjectNode) body).set("response_format", schema);

        var content = http.post("/chat/completions", body.toString()).json().at("/choices/0/message/content");
        var answer = Json.parse(content.asText().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .orElseThrow();

        assertThat(answer.path("score").asInt()).isIn(0, 2);
        assertThat(answer.path("verdict").asText()).isIn("accept", "reject");
        assertThat(answer.path("reason").asText()).startsWith("By the stand-in's rules");
        assertThat(answer.path("tags")).hasSize(1);
    }

    @Test
    void onlySoManyAreWorkedOnAtOnceAndTheOthersWait() {
        teacher.latency(Latency.fixed(Duration.ofMillis(5)));
        teacher.hold();

        var replies = IntStream.range(0, 30)
                .mapToObj(i -> http.later("POST", "/chat/completions", Ask.body(Prompts.CONTEXTS + i)))
                .toList();
        teacher.awaitOpen(30, PATIENCE);

        assertThat(teacher.load().inFlight()).isEqualTo(3);
        assertThat(teacher.load().waiting()).isEqualTo(27);

        teacher.release();

        assertThat(replies).allMatch(reply -> reply.join().status() == 200);
        var load = teacher.load();
        assertThat(load.requests()).isEqualTo(30);
        assertThat(load.peakInFlight()).isEqualTo(3);
        assertThat(load.peakOpen()).isEqualTo(30);
        assertThat(load.inFlight()).isZero();
        assertThat(load.busy()).isGreaterThanOrEqualTo(Duration.ofMillis(30 * 5));
        assertThat(load.utilisation(3)).isBetween(0.0, 1.0);
        assertThat(teacher.asked())
                .hasSize(30)
                .first()
                .extracting(Asked::prompt)
                .asString()
                .contains("garden club");
    }

    @Test
    void aRequestTakesASlotForEachAnswerThatItWants() {
        teacher.hold();
        var reply = http.later("POST", "/completions", Ask.prompts(2, Prompts.CONTEXTS, Prompts.QUESTIONS));
        teacher.awaitOpen(4, PATIENCE);

        assertThat(teacher.load().requests()).isEqualTo(1);
        assertThat(teacher.load().inFlight()).isEqualTo(3);
        assertThat(teacher.load().waiting()).isEqualTo(1);

        teacher.release();

        assertThat(reply.join().json().path("choices")).hasSize(4);
    }

    @Test
    void whoWatchesSeesEachRequestBeforeItIsAnswered() {
        var seen = new ConcurrentLinkedQueue<Asked>();
        teacher.watch(seen::add);
        teacher.hold();
        var reply = http.later("POST", "/chat/completions", Ask.body("Why is the sea salty?"));
        teacher.awaitOpen(1, PATIENCE);

        assertThat(seen).extracting(Asked::prompt).containsExactly("Why is the sea salty?");

        teacher.release();

        assertThat(reply.join().status()).isEqualTo(200);
    }

    @Test
    void threeHundredAnswersAreUnderWayAtOnce() {
        try (var wide = StandInTeacher.start(TeacherOptions.defaults())) {
            var caller = Http.at(wide.url());
            wide.hold();
            var replies = IntStream.range(0, 300)
                    .mapToObj(i -> caller.later("POST", "/chat/completions", Ask.body("Say " + i)))
                    .toList();
            wide.awaitOpen(300, PATIENCE);
            wide.release();

            assertThat(replies).allMatch(reply -> reply.join().status() == 200);
            assertThat(wide.load().peakInFlight()).isEqualTo(300);
        }
    }

    @Test
    void latencyIsTheSameForTheSameRequestAndSpreadsAroundItsMedian() {
        var latency = Latency.logNormal(Duration.ofSeconds(1), 0.5, 42);
        var sorted = IntStream.range(0, 1001)
                .mapToObj(i -> latency.of(i * 0x9E3779B97F4A7C15L))
                .sorted()
                .toList();

        assertThat(latency.of(7)).isEqualTo(latency.of(7));
        assertThat(sorted.get(500)).isBetween(Duration.ofMillis(900), Duration.ofMillis(1100));
        assertThat(sorted.get(1000)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void itCanBeTooBusyOrBroken() {
        teacher.faults().next("POST", "/v1/chat/completions", TeacherFaults.tooManyRequests(Duration.ofSeconds(7)));
        teacher.faults().next("POST", "/v1/chat/completions", TeacherFaults.serverError());
        teacher.faults().next("POST", "/v1/chat/completions", TeacherFaults.unavailable());
        teacher.faults().next("POST", "/v1/chat/completions", TeacherFaults.garbage());

        var busy = http.post("/chat/completions", Ask.body("x"));
        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.header("Retry-After")).isEqualTo("7");
        assertThat(http.post("/chat/completions", Ask.body("x")).status()).isEqualTo(500);
        assertThat(http.post("/chat/completions", Ask.body("x")).status()).isEqualTo(503);
        assertThat(Json.parse(http.post("/chat/completions", Ask.body("x")).bytes()))
                .isEmpty();
        assertThat(http.post("/chat/completions", Ask.body("x")).status()).isEqualTo(200);
        assertThat(teacher.requests().count("POST", "/v1/chat/completions")).isEqualTo(5);
    }

    @Test
    void itCanSayNothingTooMuchOrHalfOfIt() {
        teacher.faults().next("POST", "/v1/**", TeacherFaults.emptyAnswer());
        teacher.faults().next("POST", "/v1/**", TeacherFaults.huge(10_000_000));
        teacher.faults().next("POST", "/v1/**", TeacherFaults.cutShort());
        teacher.faults().next("POST", "/v1/**", TeacherFaults.withoutTags());

        assertThat(ask.chat(Prompts.QUESTIONS)).isEmpty();
        assertThat(ask.chat(Prompts.QUESTIONS)).hasSizeGreaterThan(10_000_000);
        var cut = http.post("/chat/completions", Ask.body(Prompts.CONTEXTS))
                .json()
                .at("/choices/0");
        assertThat(cut.path("finish_reason").asText()).isEqualTo("length");
        assertThat(cut.at("/message/content").asText()).doesNotContain("[End of Context]");
        assertThat(ask.chat(Prompts.QUESTIONS)).doesNotContain("[").contains("?");
    }

    @Test
    void itCanHangUpOrStopInTheMiddle() {
        teacher.faults().next("POST", "/v1/**", Fault.dropConnection());
        teacher.faults().next("POST", "/v1/**", Fault.cutOff());

        assertThatThrownBy(() -> http.tried("POST", "/chat/completions", Ask.body("x")))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> http.tried("POST", "/chat/completions", Ask.body("x")))
                .isInstanceOf(IOException.class);
        assertThat(http.post("/chat/completions", Ask.body("x")).status()).isEqualTo(200);
    }

    @Test
    void itCanTrickle() {
        teacher.faults().next("POST", "/v1/**", Fault.trickle(Duration.ofNanos(100_000)));

        assertThat(ask.chat(Prompts.RESPONSE)).contains("Boris");
    }

    @Test
    void whatItCannotDoItRefusesInWords() {
        var other = Json.object().put("model", "gpt-nonesuch").put("prompt", "x");
        assertThat(http.post("/completions", other.toString()).status()).isEqualTo(404);
        var streamed = Json.object()
                .put("model", TeacherOptions.MODEL)
                .put("prompt", "x")
                .put("stream", true);
        assertThat(http.post("/completions", streamed.toString())
                        .json()
                        .at("/error/message")
                        .asText())
                .contains("one piece");
        assertThat(http.post("/chat/completions", "[").status()).isEqualTo(400);
    }

    @Test
    void aKeyIsAskedForWhereOneIsSet() {
        try (var locked = StandInTeacher.start(TeacherOptions.defaults().withApiKey("open sesame"))) {
            var caller = Http.at(locked.url());

            assertThat(caller.post("/chat/completions", Ask.body("x")).status()).isEqualTo(401);
            assertThat(caller.with("Authorization", "Bearer open sesame")
                            .post("/chat/completions", Ask.body("x"))
                            .status())
                    .isEqualTo(200);
        }
    }
}
