package treewarden.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.store.Changes;

/**
 * Tells open pages that something has changed. A page gets no data by this stream, only the word to fetch its changing
 * part again: so a lost event costs nothing that the next one does not bring, and many changes at once are one event.
 *
 * <p>{@code /events} tells of contributions, {@code /events?about=jobs} of jobs.
 */
final class LiveUpdates {
    private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);

    /** Proxies close a silent stream, and a reader that has gone is noticed only by writing to it. */
    private static final int HEARTBEAT_SECONDS = 15;

    /** Pages that are told; a page beyond that still fetches by itself twice a minute. */
    private static final int MOST_READERS = 500;

    private final Changes changes;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newCachedThreadPool(LiveUpdates::daemon);
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(LiveUpdates::daemon);
    private Changes.Subscription subscription = () -> {};
    private Changes.Subscription subscriptionToJobs = () -> {};

    LiveUpdates(Changes changes) {
        this.changes = changes;
    }

    void routes(JavalinConfig config) {
        config.routes.sse("/events", this::admit);
        config.events.serverStarted(this::start);
        config.events.serverStopping(this::stop);
    }

    private synchronized void start() {
        subscription = changes.subscribe(change -> wake(Subject.CONTRIBUTIONS));
        subscriptionToJobs = changes.subscribeToJobs(() -> wake(Subject.JOBS));
        heartbeat.scheduleAtFixedRate(
                () -> readers.forEach(Reader::beat), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized void stop() {
        subscription.close();
        subscriptionToJobs.close();
        heartbeat.shutdownNow();
        readers.forEach(reader -> reader.client.close());
        senders.shutdownNow();
    }

    /** What a page shows, and so wants to be told of. */
    private enum Subject {
        CONTRIBUTIONS,
        JOBS
    }

    private void wake(Subject subject) {
        readers.stream().filter(reader -> reader.subject == subject).forEach(Reader::wake);
    }

    private void admit(SseClient client) {
        client.ctx().header("X-Accel-Buffering", "no").header("Cache-Control", "no-store");
        if (readers.size() >= MOST_READERS) {
            LOG.warn("{} pages are open; this one is not told of changes and fetches by itself", MOST_READERS);
            return;
        }
        client.keepAlive();
        var reader = new Reader(
                client, "jobs".equals(client.ctx().queryParam("about")) ? Subject.JOBS : Subject.CONTRIBUTIONS);
        readers.add(reader);
        client.onClose(() -> readers.remove(reader));
        client.sendComment("listening");
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "live-updates");
        thread.setDaemon(true);
        return thread;
    }

    /** One open page. At most one thread writes to it, so a slow reader holds up nobody but itself. */
    private final class Reader {
        private final SseClient client;
        private final Subject subject;
        private final AtomicBoolean woken = new AtomicBoolean();

        Reader(SseClient client, Subject subject) {
            this.client = client;
            this.subject = subject;
        }

        void wake() {
            if (woken.compareAndSet(false, true)) {
                send(() -> {
                    woken.set(false);
                    client.sendEvent("changed", "fetch again"); // browsers drop an event without data
                });
            }
        }

        void beat() {
            send(() -> client.sendComment("still here"));
        }

        private void send(Runnable message) {
            try {
                senders.execute(() -> deliver(message));
            } catch (RejectedExecutionException e) {
                readers.remove(this); // the server is stopping
            }
        }

        private synchronized void deliver(Runnable message) {
            if (client.terminated()) {
                readers.remove(this);
                return;
            }
            message.run();
        }
    }
}
