package treewarden.sdg.teacher;

import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One server: how it is spoken to, and how it is doing. What changes is guarded by the lock of its {@link Endpoints}. */
final class Endpoint {
    private static final MediaType JSON = MediaType.get("application/json");

    /** So many requests in a row without an answer, and the others have to do without it. */
    private static final int FAILURES_UNTIL_OUT = 3;

    private final TeacherConfig config;
    private final OkHttpClient http;
    private final ReadReply replies;
    private final HttpUrl url;
    private final Window window;
    private int pauses;
    private int failures;
    private int probes;
    private boolean out;
    private boolean probed;
    private long answers;
    private @Nullable String served;

    Endpoint(TeacherConfig config, OkHttpClient http, Clock clock) {
        this.config = config;
        this.http = http;
        this.replies = new ReadReply(config, clock);
        this.url = HttpUrl.get(config.url().toString())
                .newBuilder()
                .addPathSegments(config.style().path())
                .build();
        this.window = new Window(config.concurrency());
    }

    TeacherConfig config() {
        return config;
    }

    Window window() {
        return window;
    }

    /** Sends the question; what comes of it is told in another thread, once. */
    Call send(Ask ask, Consumer<Outcome> outcome) {
        var request = new Request.Builder()
                .url(url)
                .header("Accept", "application/json")
                .post(RequestBody.create(Wire.request(config, ask), JSON));
        var key = config.apiKey();
        if (key != null) {
            request.header("Authorization", "Bearer " + key.reveal());
        }
        var call = http.newCall(request.build());
        call.enqueue(new Callback() {
            @Override
            public void onFailure(Call failed, IOException e) {
                outcome.accept(replies.of(e));
            }

            @Override
            public void onResponse(Call answered, Response response) {
                outcome.accept(read(ask, response));
            }
        });
        return call;
    }

    private Outcome read(Ask ask, Response response) {
        try (response) {
            return replies.of(ask, response);
        } catch (IOException e) {
            return replies.of(e);
        } catch (RuntimeException e) {
            // Whatever a server sends, the question gets its end.
            return replies.of(new IOException("its reply cannot be read: " + e, e));
        }
    }

    /** Whether it can be sent another question now, leaving aside whether it answers. */
    boolean hasRoom() {
        return !isPaused() && window.hasRoom();
    }

    /** Whether it asked to be left alone for a while. */
    boolean isPaused() {
        return pauses > 0;
    }

    /** Whether it failed so often that the others have to do without it. */
    boolean isOut() {
        return out;
    }

    /** Whether it is left out and time to see how it is doing, with one question. */
    boolean wantsProbe() {
        return out && probed && !isPaused() && window.outstanding() == 0;
    }

    void pause() {
        pauses++;
    }

    void resume() {
        pauses--;
    }

    /** How many answers it gave. */
    long answers() {
        return answers;
    }

    void answered() {
        answers++;
        failures = 0;
        probes = 0;
        out = false;
        probed = false;
    }

    /** True where it is to be probed after a while: it was left out just now, or a probe was in vain. */
    boolean failed() {
        failures++;
        boolean inVain = out && probed;
        boolean outNow = !out && failures >= FAILURES_UNTIL_OUT;
        out |= outNow;
        probed = false;
        return inVain || outNow;
    }

    /** How often it has been probed in vain. */
    int probes() {
        return probes;
    }

    /** The next question goes to it, alone. */
    void probe() {
        probed = out;
        probes++;
    }

    /** Under which name its model answered; null until it has. */
    @Nullable
    String served() {
        return served;
    }

    void served(@Nullable String name) {
        served = name;
    }
}
