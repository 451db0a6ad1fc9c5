package treewarden.sdg.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.sandbox.http.Fault;
import treewarden.sdg.teacher.TeacherConfig.LengthField;
import treewarden.sdg.teacher.TeacherConfig.Structured;

class WireTest extends TeacherTest {
    private static final TeacherConfig CONFIG = TeacherConfig.at(URI.create("https://host/v1"), "asked-for");
    private static final JsonSchemaFormat FORMAT = new JsonSchemaFormat(
            "judgement",
            "{\"type\":\"object\",\"properties\":{\"score\":{\"type\":\"integer\"}},\"required\":[\"score\"]}");
    private static final Ask FORMED = new Ask(ASK.prompt(), ASK.sampling().withFormat(FORMAT));

    @Test
    void aServerThatOffersItIsToldTheFormOfTheAnswer() throws Exception {
        try (var teacher = teacher(config().withStructured(Structured.OFFERED))) {
            var answer = teacher.ask(FORMED).get(20, TimeUnit.SECONDS);

            assertThat(new ObjectMapper().readTree(answer.text()).path("score").isInt())
                    .isTrue();
            assertThat(teacher.manner(FORMED)).isNotEqualTo(teacher.manner(ASK));
        }
        var format = new ObjectMapper().readTree(server.asked().get(0).body()).path("response_format");
        assertThat(format.path("type").textValue()).isEqualTo("json_schema");
        assertThat(format.at("/json_schema/name").textValue()).isEqualTo("judgement");
        assertThat(format.at("/json_schema/schema/required/0").textValue()).isEqualTo("score");
    }

    @Test
    void anyOtherIsNot() throws Exception {
        try (var teacher = teacher(config())) {
            teacher.ask(FORMED).get(20, TimeUnit.SECONDS);

            assertThat(teacher.manner(FORMED)).isEqualTo(teacher.manner(ASK));
        }
        assertThat(server.asked().get(0).body()).doesNotContain("response_format");
    }

    @Test
    void aServerThatDoesNotKnowItAfterAllIsTheOperatorsBusiness() {
        server.faults().always("POST", CHAT, refusing("'response_format' of type json_schema is not supported", ""));

        assertThatThrownBy(() -> ask(config().withStructured(Structured.OFFERED), FORMED))
                .isInstanceOf(TeacherException.Refused.class)
                .hasMessageContaining("refuses the form of the request (status 400): 'response_format' of type")
                .hasMessageContaining("say in the configuration that it offers no structured output");
        assertThatThrownBy(() -> ask(config(), FORMED)).isInstanceOf(TeacherException.PromptRefused.class);
    }

    @Test
    void theLengthCanBeNamedAsReasoningModelsWantIt() throws Exception {
        server.faults()
                .next(
                        "POST",
                        CHAT,
                        refusing("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", ""));
        assertThatThrownBy(() -> ask(config(), ASK))
                .isInstanceOf(TeacherException.Refused.class)
                .hasMessageContaining("say in the configuration that it wants max_completion_tokens");

        ask(config().withLengthField(LengthField.MAX_COMPLETION_TOKENS), ASK);

        var body = new ObjectMapper().readTree(server.asked().get(0).body());
        assertThat(body.path("max_completion_tokens").intValue()).isEqualTo(256);
        assertThat(body.has("max_tokens")).isFalse();
    }

    @Test
    void aParameterThatItDoesNotKnowEndsTheRunAtOnce() {
        server.faults().always("POST", CHAT, refusing("top_p is not for this model", "unsupported_parameter"));

        assertThatThrownBy(() -> ask(config(), ASK))
                .isInstanceOf(TeacherException.Refused.class)
                .hasMessageContaining("take what it does not know out of the pipeline's gen_kwargs");
    }

    private static Fault refusing(String why, String code) {
        return Fault.answer(treewarden.sandbox.http.Answer.text(
                400, "application/json", "{\"error\": {\"message\": \"" + why + "\", \"code\": \"" + code + "\"}}"));
    }

    private Answer ask(TeacherConfig config, Ask ask) throws Exception {
        try (var teacher = teacher(config)) {
            return teacher.ask(ask).get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stop,STOP",
        "eos_token,STOP",
        "stop_sequence,STOP",
        "STOP,STOP",
        "end_turn,STOP",
        "length,LENGTH",
        "max_tokens,LENGTH",
        "model_length,LENGTH",
        "content_filter,FILTERED",
        "SAFETY,FILTERED",
        "tool_calls,UNKNOWN",
        "'',UNKNOWN"
    })
    void serversNameTheEndOfAnAnswerInTheirOwnWays(String reason, Finish finish) throws Exception {
        assertThat(read("{\"choices\":[{\"message\":{\"content\":\"x\"},\"finish_reason\":\"" + reason + "\"}]}")
                        .finish())
                .isEqualTo(finish);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abort", "error", "insufficient_system_resource"})
    void anAnswerThatTheServerBrokeOffIsNone(String reason) {
        assertThatThrownBy(() -> read(
                        "{\"choices\":[{\"message\":{\"content\":\"half\"},\"finish_reason\":\"" + reason + "\"}]}"))
                .isInstanceOf(Wire.NoAnswer.class)
                .hasMessage("it broke its answer off (" + reason + ")");
    }

    @Test
    void whatAReasoningModelThinksAloudIsNotRead() throws Exception {
        assertThat(read("{\"choices\":[{\"message\":{\"reasoning_content\":\"Hm.\",\"content\":\"Yes.\"}}]}")
                        .text())
                .isEqualTo("Yes.");
        assertThat(read("{\"choices\":[{\"message\":{\"reasoning\":\"Hm.\",\"content\":null},"
                                + "\"finish_reason\":\"length\"}]}")
                        .text())
                .as("it thought until there was no room for an answer")
                .isEmpty();
        assertThat(read("{\"choices\":[{\"message\":{\"content\":[{\"type\":\"thinking\",\"thinking\":\"Hm.\"},"
                                + "{\"type\":\"text\",\"text\":\"Yes.\"}]}}]}")
                        .text())
                .isEqualTo("Yes.");
    }

    @Test
    void aProxysTroubleUnderStatus200IsNamed() {
        assertThatThrownBy(() -> read("{\"error\": {\"message\": \"upstream is down\", \"code\": 502}}"))
                .isInstanceOf(Wire.NoAnswer.class)
                .hasMessage("its reply has no choices: upstream is down");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[{\"message\":{\"content\":5}}]}",
                "{\"choices\":[{\"message\":{\"content\":{\"a\":1}}}]}",
                "{\"choices\":[5]}",
                "{\"choices\":{}}",
                "[]",
                "7"
            })
    void whatHasAnotherFormIsNone(String reply) {
        assertThatThrownBy(() -> read(reply)).isInstanceOf(Wire.NoAnswer.class);
    }

    private static Answer read(String reply) throws Wire.NoAnswer {
        return Wire.answer(
                CONFIG,
                new Ask(new Prompt("", "q"), new Sampling(0, 64, null, Map.of())),
                reply.getBytes(StandardCharsets.UTF_8));
    }
}
