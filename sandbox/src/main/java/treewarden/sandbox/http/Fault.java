package treewarden.sandbox.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One way in which a server lets its caller down. Whether the work was done before is part of the fault. */
public sealed interface Fault {

    /** The work is not done; this is answered in its place. */
    record Instead(Answer answer) implements Fault {}

    /** The work is done, and its answer changed on the way out. */
    record Changed(UnaryOperator<Answer> change) implements Fault {}

    /** The connection closes without a byte of an answer. */
    record Dropped(Moment moment) implements Fault {}

    /** The work is done; half of the body is sent under the length of the whole, then the connection closes. */
    record CutOff() implements Fault {}

    /** The work is done; its body is sent byte by byte. */
    record Trickled(Duration perByte) implements Fault {}

    /** The answer, or what another fault makes of it, comes this much later. */
    record Delayed(Duration delay) implements Fault {}

    enum Moment {
        BEFORE_THE_WORK,
        AFTER_THE_WORK
    }

    static Fault answer(Answer answer) {
        return new Instead(answer);
    }

    /** A bare status with a JSON message; headers such as {@code Retry-After} may be given. */
    static Fault status(int status, Map<String, String> headers) {
        var body = Json.object().put("message", "Fault " + status + " of the stand-in");
        return new Instead(Answer.json(status, body).headers(headers));
    }

    static Fault status(int status) {
        return status(status, Map.of());
    }

    static Fault dropConnection() {
        return new Dropped(Moment.BEFORE_THE_WORK);
    }

    /** The write happens, the caller never hears of it: the case that makes looking before writing necessary. */
    static Fault dropConnectionAfterStoring() {
        return new Dropped(Moment.AFTER_THE_WORK);
    }

    /** The write happens, and the caller is told that it failed. */
    static Fault statusAfterStoring(int status) {
        var body = Json.object().put("message", "Fault " + status + " of the stand-in");
        return new Changed(done -> Answer.json(status, body));
    }

    /** A well-framed body that stops in the middle of the JSON. */
    static Fault truncatedJson() {
        return new Changed(done -> {
            var body = done.body();
            return done.withBody(Arrays.copyOf(body, body.length / 2));
        });
    }

    /** What a proxy in front of the server says when it has no answer. */
    static Fault htmlErrorPage() {
        return new Instead(Answer.html(
                502, "<!doctype html><html><head><title>502</title></head><body>Bad gateway</body></html>"));
    }

    static Fault cutOff() {
        return new CutOff();
    }

    static Fault trickle(Duration perByte) {
        return new Trickled(perByte);
    }

    static Fault latency(Duration delay) {
        return new Delayed(delay);
    }
}
