package treewarden.sandbox.github;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Delivers events one after another, in the order in which they happened, by a thread of its own. Order, number and
 * fate of deliveries can be disturbed on purpose. Thread-safe.
 */
public final class Webhooks implements AutoCloseable {

    /** An event that waits for its turn. */
    record Pending(
            String guid,
            String event,
            Optional<String> action,
            Optional<Long> repositoryId,
            Optional<Long> installationId,
            Delivery.Kind kind,
            String body) {

        Pending again() {
            return new Pending(guid, event, action, repositoryId, installationId, Delivery.Kind.AGAIN, body);
        }
    }

    private final GitHubOptions options;
    private final SendDelivery send;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Pending> queue = new ArrayDeque<>();
    private final List<Pending> held = new ArrayList<>();
    private final List<Delivery> log = new ArrayList<>();
    private final Thread worker;
    private Optional<WebhookTarget> target;
    private boolean holding;
    private boolean closed;
    private int underWay;
    private int copies = 1;
    private int toDrop;
    private long lastId;

    Webhooks(GitHubOptions options) {
        this.options = options;
        this.send = new SendDelivery(options);
        this.target = options.webhook();
        this.worker = new Thread(this::work, "stand-in-webhooks");
        worker.setDaemon(true);
        worker.start();
    }

    /** Where deliveries go from now on. What happened while there was no target is not sent later. */
    public void target(String url, String secret) {
        locked(() -> target = Optional.of(new WebhookTarget(url, secret)));
    }

    /** Each event from now on is delivered this many times, with the same id. */
    public void copies(int times) {
        locked(() -> copies = times);
    }

    /** The next events are lost, as when GitHub could not reach us and nobody asks for them again. */
    public void drop(int events) {
        locked(() -> toDrop = events);
    }

    /** Holds all events back until they are released. */
    public void hold() {
        locked(() -> holding = true);
    }

    public void release() {
        release(Order.AS_HAPPENED);
    }

    /** Lets what was held go, and stops holding. */
    public void release(Order order) {
        locked(() -> {
            holding = false;
            if (order == Order.REVERSED) {
                Collections.reverse(held);
            }
            queue.addAll(held);
            held.clear();
        });
    }

    /** In which order held events go out. */
    public enum Order {
        AS_HAPPENED,
        REVERSED
    }

    /** All attempts so far, oldest first. */
    public List<Delivery> log() {
        lock.lock();
        try {
            return List.copyOf(log);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every event that is not held has been attempted. */
    public void awaitDelivered(Duration patience) {
        await(() -> queue.isEmpty() && underWay == 0, patience, "all events to be delivered");
    }

    /** Waits until an attempt fits the condition. */
    public void await(Predicate<Delivery> wanted, Duration patience) {
        await(() -> log.stream().anyMatch(wanted), patience, "a delivery");
    }

    private void await(BooleanSupplier condition, Duration patience, String what) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    throw new IllegalStateException("Waited " + patience.toSeconds() + " s for " + what + "; "
                            + queue.size() + " waiting, " + underWay + " under way, " + held.size() + " held.");
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + what + ".", e);
        } finally {
            lock.unlock();
        }
    }

    boolean hasTarget() {
        lock.lock();
        try {
            return target.isPresent();
        } finally {
            lock.unlock();
        }
    }

    void add(Pending pending) {
        locked(() -> {
            if (target.isEmpty()) {
                return;
            }
            if (toDrop > 0) {
                toDrop--;
                return;
            }
            for (int i = 0; i < copies; i++) {
                if (holding) {
                    held.add(pending);
                } else {
                    queue.add(pending);
                }
            }
        });
    }

    /** Delivers again what an earlier attempt delivered, under the same id. */
    void again(Delivery earlier) {
        locked(() -> queue.add(new Pending(
                earlier.guid(),
                earlier.event(),
                earlier.action(),
                earlier.repositoryId(),
                earlier.installationId(),
                Delivery.Kind.AGAIN,
                earlier.body())));
    }

    private void locked(Runnable work) {
        lock.lock();
        try {
            work.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        while (true) {
            Pending next;
            WebhookTarget to;
            lock.lock();
            try {
                while (queue.isEmpty() && !closed) {
                    changed.awaitUninterruptibly();
                }
                if (closed) {
                    return;
                }
                next = queue.remove();
                to = target.orElseThrow();
                underWay++;
            } finally {
                lock.unlock();
            }
            var done = send.send(nextId(), next, to);
            for (int retry = 0; !done.succeeded() && retry < options.webhookRetries() && pause(); retry++) {
                record(done);
                done = send.send(nextId(), next.again(), to);
            }
            record(done);
            locked(() -> underWay--);
        }
    }

    private void record(Delivery delivery) {
        locked(() -> log.add(delivery));
    }

    /** Waits before a retry; false when the stand-in is being closed. */
    private boolean pause() {
        lock.lock();
        try {
            long left = options.webhookRetryDelay().toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private long nextId() {
        lock.lock();
        try {
            return ++lastId;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        locked(() -> closed = true);
        send.close();
    }
}
