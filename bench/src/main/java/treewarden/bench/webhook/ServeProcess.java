package treewarden.bench.webhook;

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

/** {@code treewarden serve} as an operator starts it, in a process and a folder of its own. */
final class ServeProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final int port;

    private ServeProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ServeProcess start(Path home, Path folder, String apiUrl, String secret)
            throws IOException, InterruptedException {
        int port = freePort();
        var config = Files.writeString(folder.resolve("treewarden.yaml"), """
                server:
                  port: %d
                github:
                  api-url: %s
                  app-id: 1
                  repositories: [bench/taxonomy]
                  maintainers: [maintain]
                  write-spacing: 0s
                """.formatted(port, apiUrl));
        var builder = new ProcessBuilder(home.resolve("treewarden").toString(), "serve", "--config", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("serve.log").toFile());
        builder.environment().put("TREEWARDEN_WEBHOOK_SECRET", secret);
        builder.environment().put("TREEWARDEN_GITHUB_PRIVATE_KEY", privateKey());
        var serve = new ServeProcess(builder.start(), port);
        serve.awaitReady(folder);
        return serve;
    }

    int port() {
        return port;
    }

    private void awaitReady(Path folder) throws IOException, InterruptedException {
        var http = HttpClient.newHttpClient();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))
                .build();
        for (long start = System.nanoTime(); System.nanoTime() - start < PATIENCE.toNanos(); ) {
            if (!process.isAlive()) {
                throw new IOException("serve ended: " + Files.readString(folder.resolve("serve.log")));
            }
            try {
                if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (ConnectException e) {
                // Not listening yet: the next look comes below.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new IOException("serve was not ready within " + PATIENCE);
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
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
