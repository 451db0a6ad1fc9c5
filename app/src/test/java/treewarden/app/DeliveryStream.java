package treewarden.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import treewarden.sandbox.github.Delivery;

/**
 * Sends deliveries several at a time, each again and again until it is answered 202, as somebody who presses Redeliver
 * until it works.
 */
final class DeliveryStream implements AutoCloseable {
    private static final int AT_A_TIME = 4;
    private static final long BETWEEN_TRIES = TimeUnit.MILLISECONDS.toNanos(50);

    private final URI webhook;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService senders = Executors.newFixedThreadPool(AT_A_TIME);
    private final List<String> sent = new ArrayList<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    DeliveryStream(String webhook) {
        this.webhook = URI.create(webhook);
    }

    void send(List<Delivery> deliveries) {
        for (var delivery : deliveries) {
            sent.add(delivery.guid());
            senders.execute(() -> sendUntilAcknowledged(delivery));
        }
    }

    int sent() {
        return sent.size();
    }

    /** The ids of those that were answered 202. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Waits until so many are acknowledged; whoever should acknowledge them has to live meanwhile. */
    void awaitAcknowledged(int number, AnotherProcess serve) {
        while (acknowledged.size() < number) {
            if (!serve.isAlive()) {
                throw new AssertionError("serve ended by itself:\n" + serve.output());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void sendUntilAcknowledged(Delivery delivery) {
        while (!closed && !isAcknowledged(delivery)) {
            LockSupport.parkNanos(BETWEEN_TRIES);
        }
    }

    private boolean isAcknowledged(Delivery delivery) {
        var request = HttpRequest.newBuilder(webhook)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(delivery.body()));
        delivery.headers().forEach(request::header);
        try {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 202) {
                acknowledged.add(delivery.guid());
                return true;
            }
        } catch (IOException notThere) {
            // Killed, or not started yet: it is sent again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    @Override
    public void close() {
        closed = true;
        senders.shutdownNow();
    }
}
