package treewarden.sandbox.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Json;

/** The ways in which teachers fail, for {@code StandInTeacher.faults()}; those of any server are in {@link Fault}. */
public final class TeacherFaults {

    private TeacherFaults() {}

    public static Fault tooManyRequests(Duration retryAfter) {
        return Fault.answer(StandInTeacher.error(429, "Too many requests, come back later", "rate_limit_exceeded")
                .header("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    public static Fault serverError() {
        return Fault.answer(StandInTeacher.error(500, "The model has stopped working", "internal_error"));
    }

    public static Fault unavailable() {
        return Fault.answer(StandInTeacher.error(503, "The model is still loading", "unavailable"));
    }

    /** 200 with bytes that are no JSON. */
    public static Fault garbage() {
        return Fault.answer(Answer.bytes(200, "application/json", new byte[] {0x7b, (byte) 0xff, 0x00, 0x22, 0x1f}));
    }

    /** 200 with no body at all. */
    public static Fault emptyBody() {
        return Fault.answer(Answer.text(200, "application/json", ""));
    }

    /** A well-formed answer in which the model says nothing. */
    public static Fault emptyAnswer() {
        return said(text -> "");
    }

    /** A well-formed answer that goes on and on. */
    public static Fault huge(int bytes) {
        return said(text -> "and so on ".repeat(bytes / 10 + 1));
    }

    /** The model's own words without any tag. */
    public static Fault withoutTags() {
        return said(text -> text.replaceAll("\\[[^\\]\\n]{1,60}\\]\\n?", ""));
    }

    /** The answer ends in the middle of a sentence, for which {@code finish_reason} gives the length as the reason. */
    public static Fault cutShort() {
        return changed(choice -> {
            say(choice, text -> text.substring(0, text.length() / 2));
            choice.put("finish_reason", "length");
        });
    }

    /** The model says this instead. */
    public static Fault saying(String words) {
        return said(text -> words);
    }

    private static Fault said(UnaryOperator<String> change) {
        return changed(choice -> say(choice, change));
    }

    private static void say(ObjectNode choice, UnaryOperator<String> change) {
        var holder = choice.get("message") instanceof ObjectNode message ? message : choice;
        var field = holder == choice ? "text" : "content";
        holder.put(field, change.apply(holder.path(field).asText()));
    }

    private interface ChoiceChange {
        void change(ObjectNode choice);
    }

    private static Fault changed(ChoiceChange change) {
        return new Fault.Changed(answer -> {
            var body = Json.parse(answer.body()).orElseGet(Json::object);
            for (JsonNode choice : body.path("choices")) {
                if (choice instanceof ObjectNode object) {
                    change.change(object);
                }
            }
            return answer.withBody(body.toString().getBytes(StandardCharsets.UTF_8));
        });
    }
}
