package treewarden.sdg.teacher;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.IntFunction;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.sdg.teacher.Outcome.Trouble;

/** What a server's reply means, and what to tell the operator where it is no answer. */
record ReadReply(TeacherConfig config, Clock clock) {
    /** What a refused request's explanation may be long. */
    private static final int COMPLAINT_BYTES = 8 << 10;

    /** A server that names a longer wait than this is asked again after it all the same. */
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    Outcome of(Ask ask, Response response) throws IOException {
        return response.isSuccessful() ? answer(ask, response) : refusal(ask, response);
    }

    Outcome of(IOException e) {
        if (e instanceof InterruptedIOException) {
            return new Outcome.Passing(
                    Trouble.OVERLOADED,
                    null,
                    requests -> new TeacherException.Unreachable(
                            at() + " did not answer within " + seconds(config.deadline()) + ", tried " + times(requests)
                                    + "; see that it runs and is not overloaded",
                            requests));
        }
        var said = Printable.plain(String.valueOf(e.getMessage()));
        return new Outcome.Passing(
                Trouble.BROKEN,
                null,
                requests -> new TeacherException.Unreachable(
                        at() + " cannot be reached (" + said + "), tried " + times(requests)
                                + "; see that it runs and is not overloaded",
                        requests));
    }

    private Outcome answer(Ask ask, Response response) throws IOException {
        int most = config.replyBytes();
        var body = response.body().byteStream().readNBytes(most + 1);
        if (body.length > most) {
            return new Outcome.Hopeless(requests -> new TeacherException.Garbled(
                    at() + " sent a reply of more than " + most + " bytes; it was cut off", requests));
        }
        try {
            return new Outcome.Answered(Wire.answer(config, ask, body));
        } catch (Wire.NoAnswer e) {
            var why = e.getMessage() + kind(response);
            return new Outcome.Passing(
                    Trouble.BROKEN,
                    null,
                    requests -> new TeacherException.Garbled(
                            at() + " gave no answer: " + why + ", tried " + times(requests)
                                    + "; see that it is an OpenAI-compatible server",
                            requests));
        }
    }

    /** That it calls its reply something else than JSON, in words; empty where it does not. */
    private static String kind(Response response) {
        var type = response.header("Content-Type");
        return type == null || type.toLowerCase(Locale.ROOT).contains("json")
                ? ""
                : " (it calls it " + Printable.plain(type) + ")";
    }

    private Outcome refusal(Ask ask, Response response) throws IOException {
        int code = response.code();
        var wait = retryAfter(response);
        if (code == 429) {
            return new Outcome.Passing(
                    Trouble.LIMITED,
                    wait,
                    requests -> limited(wait == null ? config.retries().patience() : wait, requests));
        } else if (code == 503) {
            return new Outcome.Passing(
                    Trouble.OVERLOADED,
                    wait,
                    requests -> wait != null && wait.compareTo(config.retries().patience()) > 0
                            ? limited(wait, requests)
                            : new TeacherException.Unreachable(
                                    at() + " is overloaded (status 503), tried " + times(requests)
                                            + "; lower the teacher's concurrency",
                                    requests));
        } else if (code == 408 || code >= 500) {
            return new Outcome.Passing(
                    Trouble.BROKEN,
                    wait,
                    requests -> new TeacherException.Unreachable(
                            at() + " answers with status " + code + ", tried " + times(requests) + "; see its log",
                            requests));
        }
        var complaint = Wire.complaint(response.body().byteStream().readNBytes(COMPLAINT_BYTES));
        return new Outcome.Hopeless(refused(code, complaint, Wire.sendsFormat(config, ask)));
    }

    private IntFunction<TeacherException> refused(int code, Wire.Complaint complaint, boolean withFormat) {
        var said = complaint.message().isEmpty() ? "" : ": " + complaint.message();
        return switch (code) {
            case 401, 403 ->
                requests -> new TeacherException.Refused(
                        at() + " refuses the key (status " + code + ")" + said + "; check the teacher's key", requests);
            case 404 ->
                requests -> new TeacherException.Refused(
                        at() + " knows no such address or model (status 404)" + said
                                + "; check the teacher's address and the model's name",
                        requests);
            case 400, 413, 422 -> {
                var remedy = remedy(complaint, withFormat);
                yield remedy == null
                        ? requests -> new TeacherException.PromptRefused(
                                "the teacher refuses the prompt (status " + code + ")" + said, requests)
                        : requests -> new TeacherException.Refused(
                                at() + " refuses the form of the request (status " + code + ")" + said + "; " + remedy,
                                requests);
            }
            default ->
                requests -> new TeacherException.Refused(
                        at() + " answers with status " + code + said + "; check the teacher's address", requests);
        };
    }

    /** What to change where a request is refused that would be refused with any prompt; null where it is the prompt's. */
    private static @Nullable String remedy(Wire.Complaint complaint, boolean withFormat) {
        if (withFormat && complaint.isAbout("response_format", "json_schema", "structured", "guided", "grammar")) {
            return "say in the configuration that it offers no structured output";
        } else if (complaint.isAbout("max_completion_tokens")) {
            return "say in the configuration that it wants max_completion_tokens";
        } else if (complaint.code().startsWith("unsupported_")) {
            return "take what it does not know out of the pipeline's gen_kwargs";
        }
        return null;
    }

    private TeacherException limited(Duration wanted, int requests) {
        var wait = wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted;
        return new TeacherException.RateLimited(
                at() + " limits the rate of requests and asks to wait for " + seconds(wait)
                        + "; lower the teacher's concurrency if this is often",
                requests,
                clock.instant().plus(wait));
    }

    /** The wait that the server asks for, in seconds or as a date; null where it asks for none that makes sense. */
    private @Nullable Duration retryAfter(Response response) {
        var header = response.header("Retry-After");
        if (header == null) {
            return null;
        }
        var value = header.strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            var when = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var wait = Duration.between(clock.instant(), when);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private String at() {
        return "the teacher at " + Printable.plain(config.url().toString());
    }

    private static String times(int requests) {
        return requests == 1 ? "once" : requests + " times";
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
