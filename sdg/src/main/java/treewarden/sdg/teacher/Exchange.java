package treewarden.sdg.teacher;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.domain.Secret;

/** One question, through all its attempts, to its answer or the reason why there is none. */
final class Exchange implements Callback {
    private static final MediaType JSON = MediaType.get("application/json");

    /** What a refused request's explanation may be long. */
    private static final int COMPLAINT_BYTES = 8 << 10;

    /** A server that names a longer wait than this is asked again after it all the same. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    record Surroundings(TeacherConfig config, OkHttpClient http, Clock clock, Delays delays, RandomGenerator random) {}

    private final Surroundings around;
    private final Ask ask;
    private final Request request;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private volatile @Nullable Call call;
    private int attempts;

    Exchange(Surroundings around, Ask ask) {
        this.around = around;
        this.ask = ask;
        this.request = request(around.config(), ask);
    }

    private static Request request(TeacherConfig config, Ask ask) {
        var url = HttpUrl.get(config.url().toString())
                .newBuilder()
                .addPathSegments(config.style().path())
                .build();
        var request = new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .post(RequestBody.create(Wire.request(config, ask), JSON));
        Secret key = config.apiKey();
        if (key != null) {
            request.header("Authorization", "Bearer " + key.reveal());
        }
        return request.build();
    }

    CompletableFuture<Answer> start() {
        answer.whenComplete((value, failure) -> {
            var sent = call;
            if (answer.isCancelled() && sent != null) {
                sent.cancel();
            }
        });
        send();
        return answer;
    }

    private void send() {
        if (answer.isDone()) {
            return;
        }
        attempts++;
        var next = around.http().newCall(request);
        call = next;
        next.enqueue(this);
        if (answer.isCancelled()) {
            next.cancel();
        }
    }

    @Override
    public void onFailure(Call failed, IOException e) {
        if (answer.isDone()) {
            return;
        }
        var what = e instanceof InterruptedIOException
                ? "did not answer within " + seconds(around.config().deadline())
                : "cannot be reached (" + Printable.plain(String.valueOf(e.getMessage())) + ")";
        again(
                null,
                () -> new TeacherException.Unreachable(
                        at() + " " + what + ", tried " + times() + "; see that it runs and is not overloaded",
                        attempts));
    }

    @Override
    public void onResponse(Call answered, Response response) {
        try (response) {
            if (response.isSuccessful()) {
                read(response);
            } else {
                refuse(response);
            }
        } catch (IOException e) {
            onFailure(answered, e);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
    }

    private void read(Response response) throws IOException {
        int most = around.config().replyBytes();
        var body = bytes(response, most + 1);
        if (body.length > most) {
            fail(new TeacherException.Garbled(
                    at() + " sent a reply of more than " + most + " bytes; it was cut off", attempts));
            return;
        }
        try {
            answer.complete(Wire.answer(around.config(), ask, body, attempts));
        } catch (Wire.NoAnswer e) {
            again(
                    null,
                    () -> new TeacherException.Garbled(
                            at() + " gave no answer: " + e.getMessage() + ", tried " + times()
                                    + "; see that it is an OpenAI-compatible server",
                            attempts));
        }
    }

    private void refuse(Response response) throws IOException {
        int code = response.code();
        if (code == 429 || code == 503) {
            limited(response);
        } else if (code == 408 || code >= 500) {
            again(
                    retryAfter(response),
                    () -> new TeacherException.Unreachable(
                            at() + " answers with status " + code + ", tried " + times() + "; see its log", attempts));
        } else {
            var complaint = Wire.complaint(bytes(response, COMPLAINT_BYTES));
            var said = complaint.isEmpty() ? "" : ": " + complaint;
            fail(
                    switch (code) {
                        case 401, 403 ->
                            new TeacherException.Refused(
                                    at() + " refuses the key (status " + code + ")" + said
                                            + "; check the teacher's key",
                                    attempts);
                        case 404 ->
                            new TeacherException.Refused(
                                    at() + " knows no such address or model (status 404)" + said
                                            + "; check the teacher's address and the model's name",
                                    attempts);
                        case 400, 413, 422 ->
                            new TeacherException.PromptRefused(
                                    "the teacher refuses the prompt (status " + code + ")" + said, attempts);
                        default ->
                            new TeacherException.Refused(
                                    at() + " answers with status " + code + said + "; check the teacher's address",
                                    attempts);
                    });
        }
    }

    private void limited(Response response) {
        var wanted = retryAfter(response);
        if (wanted != null && wanted.compareTo(around.config().retries().patience()) > 0) {
            fail(limited(wanted));
            return;
        }
        again(
                wanted,
                () -> response.code() == 429
                        ? limited(wanted == null ? around.config().retries().patience() : wanted)
                        : new TeacherException.Unreachable(
                                at() + " is overloaded (status 503), tried " + times()
                                        + "; lower the teacher's concurrency",
                                attempts));
    }

    private TeacherException limited(Duration wanted) {
        var wait = wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted;
        return new TeacherException.RateLimited(
                at() + " limits the rate of requests and asks to wait for " + seconds(wait)
                        + "; lower the teacher's concurrency if this is often",
                attempts,
                around.clock().instant().plus(wait));
    }

    private void again(@Nullable Duration atLeast, Supplier<TeacherException> otherwise) {
        var retries = around.config().retries();
        if (attempts >= retries.attempts()) {
            fail(otherwise.get());
            return;
        }
        var own = retries.waitAfter(attempts, around.random());
        try {
            around.delays().after(atLeast != null && atLeast.compareTo(own) > 0 ? atLeast : own, this::send);
        } catch (RejectedExecutionException e) {
            fail(new TeacherException.Unreachable("the teacher's client was closed", attempts));
        }
    }

    private void fail(TeacherException why) {
        answer.completeExceptionally(why);
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
            Instant when = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            var wait = Duration.between(around.clock().instant(), when);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static byte[] bytes(Response response, int most) throws IOException {
        return response.body().byteStream().readNBytes(most);
    }

    private String at() {
        return "the teacher at " + Printable.plain(around.config().url().toString());
    }

    private String times() {
        return attempts == 1 ? "once" : attempts + " times";
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
