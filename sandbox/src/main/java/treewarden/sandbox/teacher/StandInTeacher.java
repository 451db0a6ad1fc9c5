package treewarden.sandbox.teacher;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Faults;
import treewarden.sandbox.http.HungUp;
import treewarden.sandbox.http.Json;
import treewarden.sandbox.http.Replies;
import treewarden.sandbox.http.RequestLog;
import treewarden.sandbox.http.StandInServer;
import treewarden.sandbox.teacher.TeacherOptions.Repeats;

/** A teacher for tests and demonstrations, on a port of this machine. */
public final class StandInTeacher implements AutoCloseable {

    /** Prompts that are remembered; older ones are forgotten. */
    private static final int REMEMBERED = 10_000;

    /** How often it looks whether a caller has hung up. */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** Parts the times that equal requests take. */
    private static final long AGAIN = 0x9E3779B97F4A7C15L;

    private final TeacherOptions options;
    private final Slots slots;
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private final Deque<Asked> asked = new ArrayDeque<>();
    private final Map<Long, Integer> times = new ConcurrentHashMap<>();
    private final Student student = new Student();
    private final AtomicLong serial = new AtomicLong();
    private final StandInServer server;
    private volatile Latency latency;
    private volatile Consumer<Asked> watcher = request -> {};
    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    private StandInTeacher(TeacherOptions options) {
        this.options = options;
        this.slots = new Slots(options.slots());
        this.latency = options.latency();
        this.server = StandInServer.start(options.host(), options.port(), this::addRoutes);
    }

    public static StandInTeacher start(TeacherOptions options) {
        return new StandInTeacher(options);
    }

    /** The base that clients are given, such as {@code http://127.0.0.1:41234/v1}. */
    public String url() {
        return server.url() + "/v1";
    }

    public String model() {
        return options.model();
    }

    /** How long answers take from now on. */
    public void latency(Latency other) {
        latency = other;
    }

    /** From now on each request is shown to this as it comes in, before it waits; it must be quick and thread-safe. */
    public void watch(Consumer<Asked> watcher) {
        this.watcher = watcher;
    }

    /** From now on the student, which is asked under the name {@link TeacherOptions#STUDENT}, answers this so. */
    public void learns(String question, String answer) {
        student.learn(question, answer);
    }

    /** Answers nobody until {@link #release()}; requests come in and take slots meanwhile. */
    public void hold() {
        gate = new CompletableFuture<>();
    }

    public void release() {
        gate.complete(null);
    }

    /** Waits until so many answers are wanted at once, with or without a slot. */
    public void awaitOpen(int answers, Duration patience) {
        slots.awaitOpen(answers, patience);
    }

    /** Faults by path, such as {@code /v1/chat/completions}. */
    public Faults faults() {
        return faults;
    }

    public RequestLog requests() {
        return log;
    }

    public TeacherLoad load() {
        return slots.load();
    }

    /** Forgets counters, requests and prompts, as between two runs of a benchmark. */
    public void reset() {
        slots.reset();
        log.clear();
        times.clear();
        synchronized (asked) {
            asked.clear();
        }
    }

    /** What was asked, oldest first. */
    public List<Asked> asked() {
        synchronized (asked) {
            return List.copyOf(asked);
        }
    }

    private void addRoutes(RoutesConfig routes, Replies replies) {
        routes.get("/v1/models", ctx -> replies.reply(ctx, faults.take("GET", ctx.path()), () -> noted(ctx, models())));
        routes.post("/v1/chat/completions", ctx -> generate(ctx, replies, Completion::chat));
        routes.post("/v1/completions", ctx -> generate(ctx, replies, Completion::legacy));
    }

    private Answer models() {
        var list = Json.object().put("object", "list");
        list.putArray("data")
                .addObject()
                .put("id", options.model())
                .put("object", "model")
                .put("created", options.clock().instant().getEpochSecond())
                .put("owned_by", "treewarden-sandbox");
        return Answer.json(200, list);
    }

    private void generate(Context ctx, Replies replies, Function<JsonNode, Completion> read) {
        var fault = faults.take("POST", ctx.path());
        if (fault.isPresent() && fault.get() instanceof Fault.Instead instead) {
            noted(ctx, instead.answer());
        }
        replies.replyLater(ctx, fault, () -> {
            Completion completion;
            try {
                completion = checked(ctx, read);
            } catch (Refusal refusal) {
                return CompletableFuture.completedFuture(noted(ctx, refusal.answer));
            }
            remember(completion.asked(ctx.path()));
            var number = serial.incrementAndGet();
            slots.came();
            var written = completion.hashes().stream().map(hash -> write(ctx, replies, hash));
            return CompletableFuture.allOf(written.toArray(CompletableFuture[]::new))
                    .thenApply(
                            all -> completion.answer(options.clock().instant().getEpochSecond(), number, student))
                    .thenApply(answer -> noted(ctx, answer));
        });
    }

    /** The time and the slot that one answer takes. */
    private CompletableFuture<Void> write(Context ctx, Replies replies, long hash) {
        boolean anew = options.repeats() == Repeats.ANEW;
        var delay = latency.of(anew ? hash + AGAIN * times.merge(hash, 1, Integer::sum) - AGAIN : hash);
        return slots.take()
                .thenCompose(turn -> gate)
                .thenCompose(open -> anew ? unlessHungUp(ctx, replies, delay) : replies.after(delay))
                .whenComplete((waited, trouble) -> slots.free());
    }

    private static CompletableFuture<Void> unlessHungUp(Context ctx, Replies replies, Duration left) {
        if (left.isZero() || HungUp.by(ctx)) {
            return CompletableFuture.completedFuture(null);
        }
        var step = left.compareTo(LOOK) < 0 ? left : LOOK;
        return replies.after(step).thenCompose(waited -> unlessHungUp(ctx, replies, left.minus(step)));
    }

    private static final class Refusal extends RuntimeException {
        private final transient Answer answer;

        Refusal(Answer answer) {
            super("refused with " + answer.status());
            this.answer = answer;
        }
    }

    private Completion checked(Context ctx, Function<JsonNode, Completion> read) {
        var key = options.apiKey().map(secret -> "Bearer " + secret);
        if (key.isPresent() && !key.equals(Optional.ofNullable(ctx.header("Authorization")))) {
            throw new Refusal(error(401, "Incorrect API key provided", "invalid_api_key"));
        }
        var body = Json.parse(ctx.bodyAsBytes())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> new Refusal(error(400, "The body is no JSON object", "invalid_request_error")));
        var model = body.path("model").asText();
        if (!model.equals(options.model()) && !model.equals(TeacherOptions.STUDENT)) {
            throw new Refusal(error(404, "The model is called " + options.model() + " here", "model_not_found"));
        }
        try {
            return read.apply(body);
        } catch (Completion.Refused refused) {
            throw new Refusal(error(400, String.valueOf(refused.getMessage()), "invalid_request_error"));
        }
    }

    private void remember(Asked one) {
        watcher.accept(one);
        synchronized (asked) {
            if (asked.size() == REMEMBERED) {
                asked.removeFirst();
            }
            asked.addLast(one);
        }
    }

    private Answer noted(Context ctx, Answer answer) {
        boolean writes = ctx.method().name().equals("POST");
        log.add(new RequestLog.Request(
                options.clock().instant(),
                ctx.method().name(),
                ctx.path(),
                "",
                "caller",
                answer.status(),
                writes ? new String(ctx.bodyAsBytes(), StandardCharsets.UTF_8) : ""));
        return answer;
    }

    static Answer error(int status, String message, String code) {
        var json = Json.object();
        json.putObject("error")
                .put("message", message)
                .put("type", "stand_in_error")
                .putNull("param")
                .put("code", code);
        return Answer.json(status, json);
    }

    @Override
    public void close() {
        release();
        server.close();
    }
}
