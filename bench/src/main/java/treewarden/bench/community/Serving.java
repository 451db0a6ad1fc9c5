package treewarden.bench.community;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** {@code serve} in a process of its own, over what an earlier one in the same folder kept. */
final class Serving implements AutoCloseable {
    static final String SECRET = "the-secret-of-the-benchmark-0123456789";
    private static final String KEY = privateKey();

    private final Process process;
    private final int port;

    private Serving(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param more sections of the configuration beside server and GitHub: where the data is, the teacher */
    static Serving start(Path folder, String apiUrl, String more) throws IOException, InterruptedException {
        int port = freePort();
        var config = Files.writeString(
                folder.resolve("treewarden-" + port + ".yaml"), """
                server:
                  port: %d
                github:
                  api-url: %s
                  app-id: 1
                  repositories: [%s]
                  maintainers: [maintain]
                  write-spacing: 0s
                %s
                """.formatted(port, apiUrl, Community.NAME, more));
        var log = folder.resolve("serve-" + port + ".log");
        var builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "treewarden.app.Main",
                        "serve",
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TREEWARDEN_WEBHOOK_SECRET", SECRET);
        builder.environment().put("TREEWARDEN_GITHUB_PRIVATE_KEY", KEY);
        var serving = new Serving(builder.start(), port);
        await(Duration.ofMinutes(2), "serve to be ready; see " + log, serving::isReady);
        return serving;
    }

    String webhook() {
        return "http://127.0.0.1:" + port + "/webhook";
    }

    /** Resident memory of the process in bytes; 0 where the system does not tell. */
    long memory() throws IOException {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        return !Files.exists(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                        .findFirst()
                        .orElse(0);
    }

    /** Waits, looking every 20 ms. */
    static void await(Duration patience, String what, BooleanSupplier condition) {
        for (long start = System.nanoTime(); !condition.getAsBoolean(); ) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new IllegalStateException("waited " + patience + " for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("serve ended by itself");
        }
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String privateKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has RSA", e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
