package treewarden.bot.webhook;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.domain.Secret;
import treewarden.forge.WebhookSignature;
import treewarden.store.Delivery;
import treewarden.store.DeliveryIntake;
import treewarden.store.Intake;

/**
 * {@code POST /webhook}: bounded, authenticated over the raw bytes, stored together with the job that handles it, and only
 * then acknowledged. Nothing is parsed here.
 *
 * <p>The answer waits for the commit without holding a thread, so that many requests share one commit.
 */
public final class WebhookRoute implements Handler {
    public static final String PATH = "/webhook";

    /** Room for four of the largest bodies, or some thousands of usual ones. */
    private static final long MOST_BYTES_IN_MEMORY = 4L * RequestBody.MOST_BYTES;

    private static final Logger log = LoggerFactory.getLogger(WebhookRoute.class);
    private static final Pattern EVENT = Pattern.compile("[a-z0-9_]{1,64}");
    private static final Pattern DELIVERY = Pattern.compile("[0-9A-Za-z-]{1,64}");

    /**
     * How long storing may take. GitHub waits ten seconds; and a server that gave up on a request of its own takes no
     * answer to it any more, on the thread that stores.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(9);

    private final List<Secret> secrets;
    private final DeliveryIntake intake;
    private final Clock clock;
    private final RequestBody bodies;
    private final Duration patience;

    /** @param secrets any of which may have signed a delivery: two while one replaces the other, never none */
    public WebhookRoute(List<Secret> secrets, DeliveryIntake intake, Clock clock) {
        this(
                secrets,
                intake,
                clock,
                new RequestBody(new BodyAllowance(MOST_BYTES_IN_MEMORY), System::nanoTime),
                PATIENCE);
    }

    WebhookRoute(List<Secret> secrets, DeliveryIntake intake, Clock clock, RequestBody bodies, Duration patience) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "the webhook needs a secret: without one, anybody could send deliveries in GitHub's name");
        }
        this.secrets = List.copyOf(secrets);
        this.intake = intake;
        this.clock = clock;
        this.bodies = bodies;
        this.patience = patience;
    }

    @Override
    public void handle(Context request) throws IOException {
        var refusal = refusal(request);
        if (refusal.isPresent()) {
            refuse(request, refusal.get());
            return;
        }
        var body = bodies.read(request.bodyInputStream(), request.contentLength());
        if (body instanceof RequestBody.Outcome.Whole whole) {
            receive(request, whole.bytes());
        } else {
            refuse(request, unread(body));
        }
    }

    /** What a request is answered that is not taken. */
    private record Refusal(int status, String words) {}

    /** What is wrong with the request before its body is read. */
    private static Optional<Refusal> refusal(Context request) {
        String encoding = request.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            return Optional.of(new Refusal(415, "send the body as it is, without a content encoding"));
        }
        if (!isJson(request.header("Content-Type"))) {
            return Optional.of(new Refusal(415, "set the webhook's content type to application/json"));
        }
        if (!matches(EVENT, request.header("X-GitHub-Event"))) {
            return Optional.of(new Refusal(400, "the header X-GitHub-Event is missing or no event's name"));
        }
        if (!matches(DELIVERY, request.header("X-GitHub-Delivery"))) {
            return Optional.of(new Refusal(400, "the header X-GitHub-Delivery is missing or no delivery's id"));
        }
        return Optional.empty();
    }

    private static boolean isJson(@Nullable String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static boolean matches(Pattern pattern, @Nullable String header) {
        return header != null && pattern.matcher(header).matches();
    }

    private static Refusal unread(RequestBody.Outcome outcome) {
        if (outcome instanceof RequestBody.Outcome.TooLarge) {
            return new Refusal(413, "the body is larger than the 25 MB that GitHub sends at most");
        }
        if (outcome instanceof RequestBody.Outcome.TooSlow) {
            return new Refusal(408, "the body took longer than the 10 seconds that GitHub waits");
        }
        return new Refusal(503, "too many deliveries at once, send it again later");
    }

    private void receive(Context request, byte[] body) {
        if (!WebhookSignature.matches(body, request.header(WebhookSignature.HEADER), secrets)) {
            bodies.release(body);
            refuse(request, new Refusal(401, "not signed with this webhook's secret"));
            return;
        }
        var delivery = new Delivery(
                header(request, "X-GitHub-Delivery"), header(request, "X-GitHub-Event"), body, clock.instant());
        request.future(() -> store(delivery)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((stored, failure) -> {
                    bodies.release(body);
                    if (failure == null) {
                        request.status(202).result(stored == Intake.STORED ? "stored" : "known already");
                    } else {
                        // Without the trace: while a disk is full there is one of these for each delivery.
                        log.error(
                                "delivery {} could not be stored, which GitHub lists as failed: {}",
                                delivery.id(),
                                failure instanceof TimeoutException ? "it took too long" : failure.getMessage());
                        refuse(request, new Refusal(503, "the delivery could not be stored, send it again later"));
                    }
                })
                .exceptionally(told -> null));
    }

    /** Storing, with every failure in the future, whether it shows at once or later. */
    private CompletableFuture<Intake> store(Delivery delivery) {
        try {
            return intake.accept(delivery);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static String header(Context request, String name) {
        String value = request.header(name);
        return value == null ? "" : value;
    }

    private static void refuse(Context request, Refusal refusal) {
        if (refusal.status() == 503) {
            request.header("Retry-After", "10");
        }
        if (refusal.status() == 413 || refusal.status() == 408) {
            // The rest of the body is not read, so nothing more can be understood on this connection.
            request.header("Connection", "close");
        }
        request.status(refusal.status())
                .contentType("text/plain; charset=utf-8")
                .result(refusal.words() + "\n");
    }
}
