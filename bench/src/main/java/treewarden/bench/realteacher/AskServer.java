package treewarden.bench.realteacher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import treewarden.sandbox.http.Json;
import treewarden.sdg.teacher.Answer;
import treewarden.sdg.teacher.Ask;
import treewarden.sdg.teacher.OpenAiTeacher;
import treewarden.sdg.teacher.Prompt;
import treewarden.sdg.teacher.Sampling;
import treewarden.sdg.teacher.TeacherConfig;
import treewarden.sdg.teacher.TeacherConfig.Style;
import treewarden.sdg.teacher.TeacherException;

/**
 * Asks a server through the client of the generator, and prints what came back as one line of JSON. Arguments: the
 * server's address and the model's name.
 */
public final class AskServer {
    private static final Prompt SHORT =
            new Prompt("You are a very knowledgeable AI assistant.", "Why is the sea salty?");

    /** Shorter than any answer of the model that the benchmark makes. */
    private static final int CUT_SHORT = 8;

    /** Longer than any of them. */
    private static final int LONG = 1000;

    private static final int AT_ONCE = 8;

    private AskServer() {}

    public static void main(String[] arguments) {
        var url = URI.create(arguments[0]);
        var json = Json.object();
        for (var style : Style.values()) {
            var config = TeacherConfig.at(url, arguments[1]).withStyle(style);
            try (var teacher = OpenAiTeacher.connect(config, Clock.systemUTC())) {
                var spoken = json.putObject(style.name().toLowerCase(java.util.Locale.ROOT));
                spoken.set("cut_short", told(ask(teacher, SHORT, sampling(0, CUT_SHORT, 1))));
                spoken.set("to_its_end", told(ask(teacher, SHORT, sampling(1, LONG, 1))));
                spoken.set("at_once", told(atOnce(teacher)));
            }
        }
        var wrong = TeacherConfig.at(url, "a-model-that-is-not-there");
        try (var teacher = OpenAiTeacher.connect(wrong, Clock.systemUTC())) {
            json.set("unknown_model", told(ask(teacher, SHORT, sampling(0, CUT_SHORT, 1))));
        }
        System.out.println(json);
    }

    private static Sampling sampling(double temperature, int most, long seed) {
        return new Sampling(temperature, most, seed, Map.of());
    }

    private static CompletableFuture<Answer> ask(OpenAiTeacher teacher, Prompt prompt, Sampling sampling) {
        return teacher.ask(new Ask(prompt, sampling));
    }

    /** The last of several answers that were waited for together. */
    private static CompletableFuture<Answer> atOnce(OpenAiTeacher teacher) {
        var answers = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> ask(teacher, new Prompt("", "Say " + i + ": ä, 海, 🌊"), sampling(1, CUT_SHORT, i)))
                .toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenCompose(all -> answers.get(AT_ONCE - 1));
    }

    private static ObjectNode told(CompletableFuture<Answer> asked) {
        var json = Json.object();
        try {
            var answer = asked.join();
            return json.put("model", answer.model())
                    .put("characters", answer.text().length())
                    .put("finish", answer.finish().name())
                    .put("requests", answer.usage().requests())
                    .put("prompt_tokens", answer.usage().promptTokens())
                    .put("completion_tokens", answer.usage().completionTokens());
        } catch (CompletionException e) {
            if (e.getCause() instanceof TeacherException refused) {
                return json.put("error", refused.getClass().getSimpleName()).put("message", refused.getMessage());
            }
            throw e;
        }
    }
}
