package treewarden.bench.serve;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * {@code treewarden serve} as an operator starts it, over what an earlier one in the same folder kept. Its heap is bounded,
 * so that its memory tells something.
 */
public final class ServeProcess implements AutoCloseable {
    public static final String SECRET = "the-secret-of-the-benchmark-0123456789";

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(40);
    private static final Duration LOOK = Duration.ofMillis(20);

    /** The same for each process that a benchmark starts. */
    private static final String KEY = privateKey();

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServeProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts it and waits until it is ready. */
    public static ServeProcess start(Launch launch) throws IOException {
        int port = freePort();
        var config =
                Files.writeString(launch.folder().resolve("treewarden-" + port + ".yaml"), launch.configuration(port));
        var log = launch.folder().resolve("serve-" + port + ".log");
        var launcher = launch.home().resolve("treewarden").toString();
        var builder = new ProcessBuilder(launcher, "serve", "--config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("TREEWARDEN_JAVA_OPTS", "-Xmx512m");
        builder.environment().put("TREEWARDEN_WEBHOOK_SECRET", SECRET);
        builder.environment().put("TREEWARDEN_GITHUB_PRIVATE_KEY", KEY);
        var serve = new ServeProcess(builder.start(), port, log);
        await(START, "serve to be ready; see " + log, serve::isReady);
        return serve;
    }

    public int port() {
        return port;
    }

    public String webhook() {
        return "http://127.0.0.1:" + port + "/webhook";
    }

    /** Resident memory of the process in bytes; 0 where the system does not tell. */
    public long memory() throws IOException {
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
    public static void await(Duration patience, String what, BooleanSupplier condition) {
        for (long start = System.nanoTime(); !condition.getAsBoolean(); ) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw new IllegalStateException("waited " + patience + " for " + what);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("serve ended by itself; see " + log);
        }
        try {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
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
        if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
