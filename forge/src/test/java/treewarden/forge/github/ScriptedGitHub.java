package treewarden.forge.github;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import treewarden.domain.Repository;
import treewarden.forge.RepositoryForge;
import treewarden.sandbox.time.SettableClock;

/**
 * A GitHub for what a real one does not do on request: it hands out tokens ({@code token-1}, {@code token-2}, ...) by
 * itself, and answers everything else from a script, in order.
 */
final class ScriptedGitHub implements AutoCloseable {
    static final Repository TAXONOMY = new Repository(11, "instructlab", "taxonomy", 7);
    static final long APP = 42;

    final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T12:00:00Z"));
    private final MockWebServer server = new MockWebServer();
    private final Queue<MockResponse> script = new ConcurrentLinkedQueue<>();
    private final List<RecordedRequest> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger tokens = new AtomicInteger();

    ScriptedGitHub() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                if (request.getTarget().endsWith("/access_tokens")) {
                    return token();
                }
                asked.add(request);
                var next = script.poll();
                return next == null ? new MockResponse.Builder().code(501).build() : next;
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private MockResponse token() {
        var body = "{\"token\": \"token-%d\", \"expires_at\": \"%s\"}"
                .formatted(tokens.incrementAndGet(), clock.instant().plus(Duration.ofHours(1)));
        return new MockResponse.Builder().code(201).body(body).build();
    }

    ScriptedGitHub says(int status, String body) {
        return says(new MockResponse.Builder().code(status).body(body));
    }

    ScriptedGitHub says(MockResponse.Builder response) {
        script.add(response.build());
        return this;
    }

    GitHub forge() {
        return forge(new OkHttpClient());
    }

    GitHub forge(OkHttpClient http) {
        return GitHub.connect(config(Set.of()), http, clock);
    }

    GitHubConfig config(Set<String> repositories) {
        return new GitHubConfig(URI.create(url("")), APP, Keys.pkcs1(), Duration.ZERO, repositories);
    }

    RepositoryForge taxonomy() {
        return forge().in(TAXONOMY);
    }

    /** What was asked so far, tokens left out: {@code GET /repos/...}. */
    List<String> asked() {
        return asked.stream()
                .map(request -> request.getMethod() + " " + request.getTarget())
                .toList();
    }

    /** The last request. */
    RecordedRequest last() {
        return asked.get(asked.size() - 1);
    }

    /** The tokens of the requests, in order. */
    List<String> signedWith() {
        return asked.stream()
                .map(request -> String.valueOf(request.getHeaders().get("Authorization")))
                .toList();
    }

    String lastBody() {
        var body = last().getBody();
        return body == null ? "" : body.utf8();
    }

    int tokensHandedOut() {
        return tokens.get();
    }

    String url(String path) {
        return server.url("/" + path).toString();
    }

    @Override
    public void close() {
        server.close();
    }
}
