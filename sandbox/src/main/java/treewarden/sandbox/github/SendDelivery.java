package treewarden.sandbox.github;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Signs one event, sends it, and tells what came of it. */
final class SendDelivery implements AutoCloseable {

    /** What GitHub allows a receiver, before the delivery counts as failed. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final MediaType JSON = MediaType.get("application/json");
    private static final int KEPT_RESPONSE = 4_000;

    private record Outcome(String status, int code, String body) {}

    private final GitHubOptions options;
    private final OkHttpClient http = new OkHttpClient.Builder()
            .socketFactory(new PromptSockets())
            .callTimeout(PATIENCE)
            .followRedirects(false)
            .build();

    SendDelivery(GitHubOptions options) {
        this.options = options;
    }

    Delivery send(long id, Webhooks.Pending pending, WebhookTarget to) {
        var body = pending.body().getBytes(StandardCharsets.UTF_8);
        var headers = headers(pending, Signature.sign(to.secret(), body));
        Instant at = options.clock().instant();
        long began = System.nanoTime();
        var outcome = post(to.url(), headers, body);
        double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        return new Delivery(
                id,
                pending.guid(),
                pending.event(),
                pending.action(),
                pending.repositoryId(),
                pending.installationId(),
                pending.kind(),
                at,
                seconds,
                outcome.status(),
                outcome.code(),
                headers,
                pending.body(),
                outcome.body());
    }

    private Map<String, String> headers(Webhooks.Pending pending, String signature) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("User-Agent", "GitHub-Hookshot/standin");
        headers.put("X-GitHub-Event", pending.event());
        headers.put("X-GitHub-Delivery", pending.guid());
        headers.put("X-GitHub-Hook-ID", "1");
        headers.put("X-GitHub-Hook-Installation-Target-Type", "integration");
        headers.put("X-GitHub-Hook-Installation-Target-ID", Long.toString(options.appId()));
        headers.put("X-Hub-Signature-256", signature);
        return headers;
    }

    private Outcome post(String url, Map<String, String> headers, byte[] body) {
        try {
            var request = new Request.Builder().url(url).post(RequestBody.create(body, JSON));
            headers.forEach(request::header);
            try (var response = http.newCall(request.build()).execute()) {
                var status = response.isSuccessful() ? "OK" : "Invalid HTTP Response: " + response.code();
                return new Outcome(
                        status,
                        response.code(),
                        response.peekBody(KEPT_RESPONSE).string());
            }
        } catch (IOException e) {
            return new Outcome("failed to connect to host: " + e.getMessage(), 0, "");
        } catch (IllegalArgumentException e) {
            return new Outcome("the webhook's address cannot be used: " + e.getMessage(), 0, "");
        }
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
