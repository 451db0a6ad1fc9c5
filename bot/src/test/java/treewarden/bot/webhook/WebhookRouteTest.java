package treewarden.bot.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.javalin.Javalin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.domain.JobKind;
import treewarden.domain.Secret;
import treewarden.forge.WebhookSignature;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.DeliveryIntake;
import treewarden.store.JobFilter;

/** The rows S01 to S22 of the threats, over HTTP. */
@Timeout(300)
class WebhookRouteTest {
    private static final Secret OLD = Secret.of("It's a Secret to Everybody");
    private static final Secret NEW = Secret.of("the next one");
    private static final byte[] BODY = "{\"zen\": \"Keep it logically awesome.\"}".getBytes(UTF_8);
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicLong nanoTime = new AtomicLong();
    private final BodyAllowance allowance = new BodyAllowance(60_000_000);
    private Database database;
    private DeliveryIntake intake;
    private Javalin server;

    @BeforeEach
    void start() {
        database = Database.open(DatabaseConfig.sqlite(folder.resolve("db")), NOON);
        database.migrate();
        intake = new DeliveryIntake(database);
        server = serve(Duration.ofSeconds(9));
    }

    private Javalin serve(Duration patience) {
        var bodies = new RequestBody(allowance, nanoTime::get);
        var route = new WebhookRoute(List.of(OLD, NEW), intake, NOON, bodies, patience);
        return Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.post(WebhookRoute.PATH, route);
                })
                .start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.stop();
        intake.close();
        database.close();
    }

    @Test
    void aSignedDeliveryIsStoredWithItsJobBeforeItIsAcknowledged() {
        assertThat(send(signed("d1", BODY, OLD)).statusCode()).isEqualTo(202);

        assertThat(stored("d1")).isEqualTo(BODY);
        assertThat(jobs()).isEqualTo(1);
    }

    @Test
    void eitherSecretSignsWhileOneReplacesTheOther() {
        assertThat(send(signed("d1", BODY, OLD)).statusCode()).isEqualTo(202);
        assertThat(send(signed("d2", BODY, NEW)).statusCode()).isEqualTo(202);
    }

    @Test
    void gitHubsOwnExampleOfASignatureIsBelieved() {
        var request = delivery("d1", "Hello, World!".getBytes(UTF_8))
                .header(
                        "X-Hub-Signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");

        assertThat(send(request).statusCode()).isEqualTo(202);
    }

    @Test
    void withoutASecretThereIsNoRoute() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WebhookRoute(List.of(), intake, NOON));
    }

    @Test
    void aStrangerIsToldNothingAndLeavesNothing() {
        var answers = List.of(
                send(delivery("d1", BODY)),
                send(delivery("d2", BODY).header("X-Hub-Signature", "sha1=0123456789012345678901234567890123456789")),
                send(signed("d3", BODY, Secret.of("guessed"))),
                send(delivery("d4", "{\"zen\":\"Keep it logically awesome.\"}".getBytes(UTF_8))
                        .header("X-Hub-Signature-256", WebhookSignature.of(BODY, OLD))),
                send(delivery("d5", BODY).header("X-Hub-Signature-256", "sha256=zz")),
                send(delivery("d6", BODY)
                        .header(
                                "X-Hub-Signature-256",
                                WebhookSignature.of(BODY, OLD).toUpperCase(java.util.Locale.ROOT))));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo("not signed with this webhook's secret\n");
        });
        assertThat(jobs()).isZero();
        assertThat(allowance.taken()).isZero();
    }

    @Test
    void aDeliveryWithoutItsHeadersIsNoDelivery() {
        var request = HttpRequest.newBuilder(url())
                .header("Content-Type", "application/json")
                .header("X-Hub-Signature-256", WebhookSignature.of(BODY, OLD))
                .POST(HttpRequest.BodyPublishers.ofByteArray(BODY));

        assertThat(send(request.copy().header("X-GitHub-Event", "ping")).statusCode())
                .isEqualTo(400);
        assertThat(send(request.copy().header("X-GitHub-Delivery", "d1")).statusCode())
                .isEqualTo(400);
        assertThat(send(request.copy()
                                .header("X-GitHub-Event", "ping; drop table")
                                .header("X-GitHub-Delivery", "d1"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(request.copy().header("X-GitHub-Event", "ping").header("X-GitHub-Delivery", "../../etc"))
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "text/plain", "application/jsonp", "json"})
    void anyOtherContentTypeIsRefused(String type) {
        assertThat(send(signed("d1", BODY, OLD).setHeader("Content-Type", type)).statusCode())
                .isEqualTo(415);
    }

    @Test
    void aCharsetIsNoOtherContentType() {
        var request = signed("d1", BODY, OLD).setHeader("Content-Type", "application/json; charset=utf-8");

        assertThat(send(request).statusCode()).isEqualTo(202);
    }

    @Test
    void onlyPostIsAnswered() {
        assertThat(send(HttpRequest.newBuilder(url()).GET()).statusCode()).isBetween(404, 405);
    }

    @Test
    void aPackedBodyIsRefusedWithoutUnpacking() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[40_000_000]);
        }
        // Over a plain socket: the server answers and closes before it has read everything, which a client may not
        // survive.
        var answer =
                speak("Content-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n", packed.toByteArray(), 1);

        assertThat(answer).startsWith("HTTP/1.1 415");
    }

    @Test
    void aDeclaredLengthOverTheLimitIsRefusedBeforeAByteIsRead() throws IOException {
        var answer = speak("Content-Length: 26214401\r\n", new byte[0], 1);

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void anEndlessChunkedBodyIsCutOff() throws IOException {
        var chunk = ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(UTF_8);

        var answer = speak("Transfer-Encoding: chunked\r\n", chunk, 1_000);

        assertThat(answer).startsWith("HTTP/1.1 413");
        assertThat(allowance.taken()).isZero();
    }

    @Test
    void theLargestBodyOfGitHubIsTaken() {
        var body = new byte[RequestBody.MOST_BYTES];
        Arrays.fill(body, (byte) ' ');

        assertThat(send(signed("d1", body, OLD)).statusCode()).isEqualTo(202);
        assertThat(allowance.taken()).isZero();
    }

    @Test
    void whatDripsInLongerThanGitHubWaitsIsCutOff() throws IOException {
        nanoTime.set(0);
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(head("Content-Length: 1000\r\n"));
            socket.getOutputStream().write('{');
            socket.getOutputStream().flush();
            awaitTaken(1);
            nanoTime.set(RequestBody.MOST_TIME.toNanos() + 1);
            socket.getOutputStream().write('}');
            socket.getOutputStream().flush();

            assertThat(firstLine(socket)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void strangersCannotFillTheMemory() throws IOException {
        allowance.tryTake(60_000_000 - 10);

        var answer = send(signed("d1", BODY, OLD));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        allowance.giveBack(60_000_000 - 10);
        assertThat(send(signed("d1", BODY, OLD)).statusCode()).isEqualTo(202);
    }

    @Test
    void theSameDeliveryTenTimesAtOnceIsOneJobAndTenYeses() {
        var answers = IntStream.range(0, 10)
                .mapToObj(i -> client.sendAsync(signed("d1", BODY, OLD).build(), BodyHandlers.ofString()))
                .map(CompletableFuture::join)
                .map(HttpResponse::statusCode)
                .toList();

        assertThat(answers).hasSize(10).allMatch(status -> status == 202);
        assertThat(jobs()).isEqualTo(1);
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledged() {
        intake.close();

        var answer = send(signed("d1", BODY, OLD));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("send it again later").doesNotContain("Exception");
        assertThat(allowance.taken()).isZero();
    }

    @Test
    void whatTakesTooLongToStoreIsNotAcknowledgedAndIsStoredAllTheSame() {
        server.stop();
        server = serve(Duration.ofMillis(1));
        var isHeld = new CountDownLatch(1);
        var isTold = new CountDownLatch(1);
        var holder = new Thread(() -> database.run(transaction -> {
            isHeld.countDown();
            await(isTold);
        }));
        holder.start();
        await(isHeld);

        var answer = send(signed("d1", BODY, OLD));
        isTold.countDown();
        intake.close();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(stored("d1")).isEqualTo(BODY);
        assertThat(allowance.taken()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void depthIsNobodysBusinessHere() {
        var deep = "[".repeat(100_000).getBytes(UTF_8);

        assertThat(send(signed("d1", deep, OLD)).statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder signed(String id, byte[] body, Secret secret) {
        return delivery(id, body).header("X-Hub-Signature-256", WebhookSignature.of(body, secret));
    }

    private HttpRequest.Builder delivery(String id, byte[] body) {
        return HttpRequest.newBuilder(url())
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "ping")
                .header("X-GitHub-Delivery", id)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.port() + WebhookRoute.PATH);
    }

    /** Sends a body as often as the server lets us, and reads the first line of what it says. */
    private String speak(String header, byte[] body, int times) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            var out = socket.getOutputStream();
            out.write(head(header));
            out.flush();
            try {
                for (int i = 0; i < times && socket.getInputStream().available() == 0; i++) {
                    out.write(body);
                }
            } catch (IOException e) {
                // The server has closed its ear, as it should; what it said before is still to be read.
            }
            return firstLine(socket);
        }
    }

    private static byte[] head(String header) {
        return ("POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "X-GitHub-Event: ping\r\nX-GitHub-Delivery: d1\r\n" + header + "\r\n")
                .getBytes(UTF_8);
    }

    private static String firstLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\r';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private void awaitTaken(long bytes) {
        while (allowance.taken() < bytes) {
            Thread.onSpinWait();
        }
    }

    private byte @Nullable [] stored(String id) {
        return database.read(tables -> tables.deliveries().find(id))
                .orElseThrow()
                .body();
    }

    private int jobs() {
        return database.read(tables -> tables.jobs().count(JobFilter.ALL.of(JobKind.HANDLE_DELIVERY)));
    }
}
