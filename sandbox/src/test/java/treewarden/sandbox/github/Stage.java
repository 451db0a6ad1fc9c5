package treewarden.sandbox.github;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import treewarden.sandbox.Http;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.time.SettableClock;

/** A stand-in GitHub with a repository, two people, a receiver of webhooks, and callers with and without a token. */
final class Stage implements AutoCloseable {

    static final String SECRET = "It's a Secret to Everybody";
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final KeyPair KEYS = keys();

    /** A delivery as it arrived. */
    record Received(Map<String, List<String>> headers, byte[] body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }
    }

    final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T10:00:00Z"));
    final List<Received> received = new CopyOnWriteArrayList<>();
    final AtomicInteger answer = new AtomicInteger(202);
    final StandInGitHub github;
    final Repository repository;
    final Person ada;
    final Person bob;
    private final HttpServer receiver;

    Stage() {
        this(options -> options);
    }

    Stage(UnaryOperator<GitHubOptions> change) {
        try {
            receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        receiver.createContext("/hook", exchange -> {
            received.add(new Received(
                    Map.copyOf(exchange.getRequestHeaders()),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        receiver.start();
        github = StandInGitHub.start(change.apply(GitHubOptions.defaults()
                .withClock(clock)
                .withApp(7, "treewarden")
                .withAppKey((RSAPublicKey) KEYS.getPublic())));
        ada = github.person("ada");
        bob = github.person("bob");
        repository = github.repository("instructlab", "taxonomy");
        repository.collaborator(bob, Permission.MAINTAIN);
        repository.commit("main", Map.of("README.md", Change.write("# Taxonomy\n")), bob, "First");
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From now on events are delivered to the receiver. */
    Stage listening() {
        github.webhooks().target("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook", SECRET);
        return this;
    }

    List<String> eventsReceived() {
        github.awaitDelivered(PATIENCE);
        return github.deliveries().stream()
                .map(delivery -> delivery.event()
                        + delivery.action().map(word -> "." + word).orElse(""))
                .toList();
    }

    PullRequest pull() {
        return repository.contribute(ada, "Add a leaf", "Please", Map.of("a/qna.yaml", Change.write("version: 3\n")));
    }

    Http anonymous() {
        return Http.at(github.url());
    }

    Http as(Person person) {
        return anonymous().with("Authorization", "token " + github.tokenOf(person));
    }

    /** The app with a token of its installation. */
    Http installation() {
        var id = app().get("/repos/instructlab/taxonomy/installation")
                .json()
                .path("id")
                .asLong();
        var token = app().post("/app/installations/" + id + "/access_tokens", "{}")
                .json()
                .path("token");
        return anonymous().with("Authorization", "Bearer " + token.asText());
    }

    /** The app by its JSON Web Token. */
    Http app() {
        return app(Duration.ofSeconds(-60), Duration.ofSeconds(540), "7");
    }

    Http app(Duration issued, Duration expires, String id) {
        var now = clock.instant();
        var claims = "{\"iat\":" + now.plus(issued).getEpochSecond() + ",\"exp\":"
                + now.plus(expires).getEpochSecond() + ",\"iss\":\"" + id + "\"}";
        return anonymous().with("Authorization", "Bearer " + signed(claims));
    }

    private static String signed(String claims) {
        var url = Base64.getUrlEncoder().withoutPadding();
        var text = url.encodeToString(
                        "{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + "." + url.encodeToString(claims.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KEYS.getPrivate());
            signature.update(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return text + "." + url.encodeToString(signature.sign());
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        github.close();
        receiver.stop(0);
    }
}
