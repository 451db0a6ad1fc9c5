package treewarden.sdg.teacher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
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

    /** Reasons by which a server says that it could not go on: the rest is missing, and asking again may bring it. */
    private static final Set<String> BROKEN_OFF = Set.of("abort", "error", "insufficient_system_resource", "cancelled");

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
        body.put(
                config.lengthField().name().toLowerCase(Locale.ROOT),
                ask.sampling().maxTokens());
        if (ask.sampling().seed() != null) {
            body.put("seed", ask.sampling().seed());
        }
        var format = ask.sampling().format();
        if (format != null && sendsFormat(config, ask)) {
            body.putObject("response_format")
                    .put("type", "json_schema")
                    .putObject("json_schema")
                    .put("name", format.name())
                    .put("strict", true)
                    .set("schema", schema(format));
        }
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers can be written as JSON", e);
        }
    }

    /** Whether the server is told which form the answer should have. */
    static boolean sendsFormat(TeacherConfig config, Ask ask) {
        return ask.sampling().format() != null && config.structured() == TeacherConfig.Structured.OFFERED;
    }

    private static JsonNode schema(JsonSchemaFormat format) {
        try {
            return JSON.readTree(format.schema());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the schema of the format " + format.name() + " is not JSON", e);
        }
    }

    /** The answer in a reply, as the first attempt; {@link NoAnswer} says why there is none. */
    static Answer answer(TeacherConfig config, Ask ask, byte[] reply) throws NoAnswer {
        JsonNode root;
        try {
            root = JSON.readTree(reply);
        } catch (IOException e) {
            throw new NoAnswer("what it sent is not JSON");
        }
        var choice = root.path("choices").path(0);
        if (!choice.isObject()) {
            // Some proxies report their troubles under status 200.
            var said = complaint(root).message();
            throw new NoAnswer("its reply has no choices" + (said.isEmpty() ? "" : ": " + said));
        }
        var reason = choice.path("finish_reason").asText("").toLowerCase(Locale.ROOT);
        if (BROKEN_OFF.contains(reason)) {
            throw new NoAnswer("it broke its answer off (" + reason + ")");
        }
        var model = root.path("model");
        var said = config.style() == TeacherConfig.Style.CHAT
                ? said(choice.path("message").path("content"))
                : said(choice.path("text"));
        var usage = root.path("usage");
        return new Answer(
                model.isTextual() && !model.textValue().isBlank() ? Printable.plain(model.textValue()) : config.model(),
                said,
                finish(reason),
                new Usage(
                        1,
                        tokens(usage.path("prompt_tokens"), ask.prompt().tokens()),
                        tokens(usage.path("completion_tokens"), said.length() / 4)));
    }

    /**
     * The answer's text. What a reasoning model thinks aloud stands in fields of its own ({@code reasoning_content},
     * {@code reasoning}) or in parts of another type, and is not read.
     */
    private static String said(JsonNode content) throws NoAnswer {
        if (content.isTextual()) {
            return content.textValue();
        } else if (content.isArray()) {
            var text = new StringBuilder();
            for (var part : content) {
                if (part.path("type").asText("text").equals("text")) {
                    text.append(part.path("text").asText(""));
                }
            }
            return text.toString();
        } else if (content.isNull() || content.isMissingNode()) {
            return "";
        }
        throw new NoAnswer("the text of its reply is not text");
    }

    /**
     * As OpenAI, vLLM, SGLang and llama.cpp's server say it ({@code stop, length, content_filter}), and what TGI ({@code
     * eos_token, stop_sequence}) and bridges to other makers' interfaces leave as it was.
     */
    private static Finish finish(String reason) {
        return switch (reason) {
            case "stop", "eos", "eos_token", "stop_sequence", "end_turn", "complete" -> Finish.STOP;
            case "length", "max_tokens", "max_length", "model_length" -> Finish.LENGTH;
            case "content_filter", "safety", "recitation", "refusal" -> Finish.FILTERED;
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
    static Complaint complaint(byte[] reply) {
        try {
            return complaint(JSON.readTree(reply));
        } catch (IOException e) {
            return complaint(MissingNode.getInstance());
        }
    }

    private static Complaint complaint(JsonNode root) {
        var code = Printable.plain(root.at("/error/code").asText(""));
        for (var place : new String[] {"/error/message", "/message", "/detail", "/error"}) {
            if (root.at(place).isTextual()) {
                return new Complaint(Printable.plain(root.at(place).textValue()), code);
            }
        }
        return new Complaint("", code);
    }

    /** @param code what the server calls this kind of refusal; empty where it has no name */
    record Complaint(String message, String code) {
        boolean isAbout(String... words) {
            var lower = message.toLowerCase(Locale.ROOT);
            return Arrays.stream(words).anyMatch(lower::contains);
        }
    }

    /** A reply without an answer; the message says what is wrong with it. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1;

        NoAnswer(String message) {
            super(message);
        }
    }
}
