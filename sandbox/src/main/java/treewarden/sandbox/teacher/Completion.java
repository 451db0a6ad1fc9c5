package treewarden.sandbox.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/** One generation request: read, bounded, answered. Tokens are counted as a quarter of the characters. */
record Completion(Kind kind, String model, List<String> prompts, JsonNode body) {

    /** Which of the two interfaces was called. */
    enum Kind {
        CHAT("chat.completion", "chatcmpl-"),
        LEGACY("text_completion", "cmpl-");

        private final String object;
        private final String prefix;

        Kind(String object, String prefix) {
            this.object = object;
            this.prefix = prefix;
        }
    }

    private static final int CHARACTERS_A_TOKEN = 4;
    private static final int MOST_ANSWERS = 128;

    /** Logarithms of how likely a token is that was learnt, and one that was not. */
    private static final double KNOWN = -0.01;

    private static final double UNKNOWN = -1;

    /** A request that cannot be answered; the message says why. */
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }

    static Completion chat(JsonNode body) {
        var text = new ArrayList<String>();
        for (var message : body.path("messages")) {
            var content = message.path("content");
            if (content.isTextual()) {
                text.add(content.asText());
            } else {
                content.forEach(part -> text.add(part.path("text").asText()));
            }
        }
        if (text.isEmpty()) {
            throw new Refused("messages: a list of at least one message is needed");
        }
        return new Completion(Kind.CHAT, body.path("model").asText(), List.of(String.join("\n", text)), body);
    }

    static Completion legacy(JsonNode body) {
        var prompt = body.path("prompt");
        var prompts = new ArrayList<String>();
        if (prompt.isTextual()) {
            prompts.add(prompt.asText());
        }
        for (var one : prompt) {
            if (!one.isTextual()) {
                throw new Refused("prompt: a text or a list of texts is needed; lists of tokens are not understood");
            }
            prompts.add(one.asText());
        }
        if (prompts.isEmpty()) {
            throw new Refused("prompt: a text or a list of texts is needed");
        }
        return new Completion(Kind.LEGACY, body.path("model").asText(), prompts, body);
    }

    Completion {
        prompts = List.copyOf(prompts);
        if (body.path("stream").asBoolean(false)) {
            throw new Refused("stream: this stand-in answers in one piece");
        }
        if (body.path("n").asInt(1) < 1 || body.path("n").asInt(1) > MOST_ANSWERS) {
            throw new Refused("n: between 1 and " + MOST_ANSWERS);
        }
    }

    int answers() {
        return body.path("n").asInt(1);
    }

    int maxTokens() {
        var newer = body.path("max_completion_tokens");
        int unlessTold = kind == Kind.LEGACY ? 16 : Integer.MAX_VALUE / CHARACTERS_A_TOKEN;
        return newer.isInt() ? newer.asInt() : body.path("max_tokens").asInt(unlessTold);
    }

    Asked asked(String path) {
        return new Asked(path, String.join("\n---\n", prompts), answers(), maxTokens(), body.toString());
    }

    /** A number for each answer to each prompt, for what has to be the same for the same request. */
    List<Long> hashes() {
        return prompts.stream()
                .flatMap(prompt -> IntStream.range(0, answers()).mapToObj(i -> Prompt.hash(prompt, salt(i))))
                .toList();
    }

    /** Tells apart several answers to one prompt, and those for another seed. */
    private long salt(int answer) {
        return answer + 1_000L * body.path("seed").asLong(0);
    }

    private record Said(String text, String finishReason) {}

    /** @param student who answers where the model is its name */
    Answer answer(long created, long serial, Student student) {
        var choices = Json.array();
        long promptTokens = 0;
        long completionTokens = 0;
        for (var prompt : prompts) {
            promptTokens += tokens(prompt);
            for (int i = 0; i < answers(); i++) {
                var said =
                        bounded(model.equals(TeacherOptions.STUDENT) ? student.answer(prompt) : say(prompt, salt(i)));
                completionTokens += tokens(said.text());
                var choice = Json.object().put("index", choices.size());
                if (kind == Kind.CHAT) {
                    choice.putObject("message").put("role", "assistant").put("content", said.text());
                } else {
                    choice.put("text", (isEcho() ? prompt : "") + said.text());
                }
                choice.set("logprobs", logprobs(prompt, said.text(), student));
                choices.add(choice.put("finish_reason", said.finishReason()));
            }
        }
        var json = Json.object()
                .put("id", kind.prefix + "stand-in-" + serial)
                .put("object", kind.object)
                .put("created", created)
                .put("model", model);
        json.set("choices", choices);
        json.putObject("usage")
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", completionTokens)
                .put("total_tokens", promptTokens + completionTokens);
        return Answer.json(200, json);
    }

    private boolean isEcho() {
        return kind == Kind.LEGACY && body.path("echo").asBoolean(false);
    }

    /** How likely each token is; with echo those of the prompt as well, of which the first has nothing before it. */
    private JsonNode logprobs(String prompt, String said, Student student) {
        if (kind != Kind.LEGACY || !body.path("logprobs").isInt()) {
            return NullNode.getInstance();
        }
        var text = isEcho() ? prompt + said : said;
        var told = Json.object();
        var tokens = told.putArray("tokens");
        var likely = told.putArray("token_logprobs");
        var offsets = told.putArray("text_offset");
        int known = model.equals(TeacherOptions.STUDENT) ? student.knownFrom(prompt) : prompt.length();
        int end = isEcho() ? prompt.length() : 0;
        for (int at = 0; at < text.length(); ) {
            int next = Math.min(at + CHARACTERS_A_TOKEN, at < end ? end : text.length());
            tokens.add(text.substring(at, next));
            offsets.add(at);
            if (at == 0 && isEcho()) {
                likely.addNull();
            } else {
                likely.add(isEcho() && at >= known && at < end ? KNOWN : UNKNOWN);
            }
            at = next;
        }
        return told;
    }

    private String say(String prompt, long salt) {
        var format = body.path("response_format");
        return switch (format.path("type").asText("text")) {
            case "json_schema" -> {
                var read = Prompt.read(prompt);
                var schema = format.path("json_schema").path("schema");
                yield new FillSchema(read, read.hash(salt)).fill(schema).toString();
            }
            case "json_object" ->
                Json.object().put("answer", Rules.answer(prompt, salt)).toString();
            default -> Rules.answer(prompt, salt);
        };
    }

    private Said bounded(String text) {
        var whole = stopAt(text);
        long most = (long) maxTokens() * CHARACTERS_A_TOKEN;
        return whole.length() > most ? new Said(whole.substring(0, (int) most), "length") : new Said(whole, "stop");
    }

    private String stopAt(String text) {
        var stops = new ArrayList<String>();
        Optional.of(body.path("stop")).filter(JsonNode::isTextual).ifPresent(one -> stops.add(one.asText()));
        body.path("stop").forEach(one -> stops.add(one.asText()));
        int end = stops.stream()
                .filter(stop -> !stop.isEmpty())
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
        return text.substring(0, end);
    }

    private static long tokens(String text) {
        return (text.length() + CHARACTERS_A_TOKEN - 1) / CHARACTERS_A_TOKEN;
    }
}
