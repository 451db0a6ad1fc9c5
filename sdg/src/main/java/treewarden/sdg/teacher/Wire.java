package treewarden.sdg.teacher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Set;
import treewarden.domain.Printable;
import treewarden.domain.Usage;

/** The OpenAI-compatible requests and replies, as JSON. */
final class Wire {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** What a pipeline file cannot set: we do. */
    private static final Set<String> OURS =
            Set.of("model", "messages", "prompt", "n", "stream", "tools", "tool_choice");

    /** No single answer has more; a count beyond it is a server's nonsense. */
    private static final long MOST_TOKENS = 10_000_000;

    private Wire() {}

    static byte[] request(TeacherConfig config, Ask ask) {
        var body = JSON.createObjectNode();
        ask.sampling().others().forEach((name, value) -> {
            if (!OURS.contains(name)) {
                body.set(name, JSON.valueToTree(value));
            }
        });
        body.put("model", config.model());
        if (config.style() == TeacherConfig.Style.CHAT) {
            var messages = body.putArray("messages");
            if (!ask.prompt().system().isEmpty()) {
                messages.addObject()
                        .put("role", "system")
                        .put("content", ask.prompt().system());
            }
            messages.addObject().put("role", "user").put("content", ask.prompt().user());
        } else {
            body.put("prompt", ask.prompt().whole());
        }
        body.put("temperature", ask.sampling().temperature());
        body.put("max_tokens", ask.sampling().maxTokens());
        if (ask.sampling().seed() != null) {
            body.put("seed", ask.sampling().seed());
        }
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can be written as JSON", e);
        }
    }

    /** The answer in a reply; {@link NoAnswer} says why there is none. */
    static Answer answer(TeacherConfig config, Ask ask, byte[] reply, int requests) throws NoAnswer {
        JsonNode root;
        try {
            root = JSON.readTree(reply);
        } catch (IOException e) {
            throw new NoAnswer("what it sent is not JSON");
        }
        if (!root.path("choices").path(0).isObject()) {
            throw new NoAnswer("its reply has no choices");
        }
        var choice = root.path("choices").path(0);
        var text = config.style() == TeacherConfig.Style.CHAT
                ? choice.path("message").path("content")
                : choice.path("text");
        if (!text.isTextual() && !text.isNull() && !text.isMissingNode()) {
            throw new NoAnswer("the text of its reply is not text");
        }
        var model = root.path("model");
        var said = text.isTextual() ? text.textValue() : "";
        var usage = root.path("usage");
        return new Answer(
                model.isTextual() && !model.textValue().isBlank() ? Printable.plain(model.textValue()) : config.model(),
                said,
                finish(choice.path("finish_reason")),
                new Usage(
                        1,
                        tokens(usage.path("prompt_tokens"), ask.prompt().tokens()),
                        tokens(usage.path("completion_tokens"), said.length() / 4)),
                requests - 1,
                Answer.Source.ASKED);
    }

    private static Finish finish(JsonNode reason) {
        return switch (reason.asText("")) {
            case "stop", "eos", "stop_sequence" -> Finish.STOP;
            case "length" -> Finish.LENGTH;
            case "content_filter" -> Finish.FILTERED;
            default -> Finish.UNKNOWN;
        };
    }

    /** As the server counted; where it did not, about as many as that. */
    private static long tokens(JsonNode count, long about) {
        return count.isIntegralNumber() && count.canConvertToLong()
                ? Math.max(0, Math.min(MOST_TOKENS, count.longValue()))
                : about;
    }

    /** What the server says about a request that it refused; empty where it says nothing that can be read. */
    static String complaint(byte[] reply) {
        JsonNode root;
        try {
            root = JSON.readTree(reply);
        } catch (IOException e) {
            root = MissingNode.getInstance();
        }
        for (var place : new String[] {"/error/message", "/message", "/detail", "/error"}) {
            if (root.at(place).isTextual()) {
                return Printable.plain(root.at(place).textValue());
            }
        }
        return "";
    }

    /** A reply without an answer; the message says what is wrong with it. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1;

        NoAnswer(String message) {
            super(message);
        }
    }
}
