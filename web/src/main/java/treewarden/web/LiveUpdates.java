package treewarden.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpStatus;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.store.Changes;
import treewarden.store.Database;
import treewarden.store.LookForChanges;
import treewarden.store.LookForChanges.Subject;
import treewarden.store.StoreUnavailable;
import treewarden.web.session.TrustedProxies;

/**
 * Tells open pages that something has changed. A page gets no data by this stream, only a word for how far things have
 * come; where that is another one than the page was made with, it fetches its changing part again. So many changes at once
 * are one event, and what changed before the stream began, or while it was broken, is told when it begins.
 *
 * <p>{@code /events} tells of contributions, {@code /events?about=jobs} of jobs. What this process changes is told at
 * once, what others change within {@link #LOOK_SECONDS}.
 */
final class LiveUpdates {
    private static final Logger LOG = LoggerFactory.getLogger(LiveUpdates.class);

    /** Proxies close a silent stream, and a reader that has gone is noticed only by writing to it. */
    private static final int HEARTBEAT_SECONDS = 15;

    /** Another process with the same database tells us nothing; while somebody reads, we look. */
    private static final int LOOK_SECONDS = 1;

    private final Database database;
    private final LimitReaders limit;
    private final LookForChanges looking;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
    private final ExecutorService senders = Executors.newCachedThreadPool(LiveUpdates::daemon);
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(LiveUpdates::daemon);
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(LiveUpdates::daemon);

    /** Of this process and no other: a page of another one is old here. */
    private final String process = UUID.randomUUID().toString().substring(0, 8);

    private final AtomicLong changed = new AtomicLong();
    private final Set<Subject> here = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean lookIsDue = new AtomicBoolean();
    private final AtomicBoolean storeIsLost = new AtomicBoolean();
    private Changes.Subscription subscription = () -> {};
    private Changes.Subscription subscriptionToJobs = () -> {};

    LiveUpdates(Database database, TrustedProxies proxies) {
        this.database = database;
        this.limit = new LimitReaders(database.clock(), proxies);
        this.looking = new LookForChanges(database);
    }

    void routes(JavalinConfig config) {
        config.routes.before(ctx -> MadeAt.of(ctx, word()));
        var stream = new SseHandler(this::admit);
        config.routes.get("/events", ctx -> {
            if (limit.isReached(ctx, readers.stream().map(reader -> reader.who))) {
                // The one answer at which a browser does not come back by itself.
                ctx.status(HttpStatus.NO_CONTENT);
            } else {
                stream.handle(ctx);
            }
        });
        config.events.serverStarted(this::start);
        config.events.serverStopping(this::stop);
    }

    private synchronized void start() {
        subscription = database.changes().subscribe(change -> changedHere(Subject.CONTRIBUTIONS));
        subscriptionToJobs = database.changes().subscribeToJobs(() -> changedHere(Subject.JOBS));
        heartbeat.scheduleAtFixedRate(
                () -> readers.forEach(Reader::beat), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        looker.execute(this::look);
        looker.scheduleWithFixedDelay(
                () -> {
                    if (!readers.isEmpty()) {
                        look();
                    }
                },
                LOOK_SECONDS,
                LOOK_SECONDS,
                TimeUnit.SECONDS);
    }

    private synchronized void stop() {
        subscription.close();
        subscriptionToJobs.close();
        looker.shutdownNow();
        heartbeat.shutdownNow();
        readers.forEach(reader -> reader.client.close());
        senders.shutdownNow();
    }

    /** How far things have come. */
    private String word() {
        return process + "-" + changed.get();
    }

    /** On the thread that changed it, so it is quick. Without a reader nobody looks until the next one comes. */
    private void changedHere(Subject subject) {
        if (readers.isEmpty()) {
            changed.incrementAndGet();
            return;
        }
        here.add(subject);
        if (lookIsDue.compareAndSet(false, true)) {
            later(looker, this::look);
        }
    }

    /** Looks for what has changed since the last time, and tells of it. */
    synchronized void look() {
        lookIsDue.set(false);
        var told = EnumSet.noneOf(Subject.class);
        for (var subject : Subject.values()) {
            if (here.remove(subject)) {
                told.add(subject);
            }
        }
        try {
            told.addAll(looking.look());
            storeIsLost.set(false);
        } catch (StoreUnavailable e) {
            if (storeIsLost.compareAndSet(false, true)) {
                LOG.warn("What other processes change is not told until the database is back", e);
            }
        } catch (RuntimeException e) {
            LOG.error("What other processes change could not be looked for", e);
        }
        if (!told.isEmpty()) {
            changed.incrementAndGet();
            readers.stream().filter(reader -> told.contains(reader.subject)).forEach(Reader::wake);
        }
    }

    private void admit(SseClient client) {
        client.ctx().header("X-Accel-Buffering", "no").header("Cache-Control", "no-store");
        client.keepAlive();
        var reader = new Reader(
                client,
                "jobs".equals(client.ctx().queryParam("about")) ? Subject.JOBS : Subject.CONTRIBUTIONS,
                limit.who(client.ctx()));
        client.onClose(() -> readers.remove(reader));
        client.sendComment("listening");
        // What changed before is in the greeting, what changes from then on is told.
        later(looker, () -> {
            look();
            readers.add(reader);
            reader.greet();
        });
    }

    private static void later(ExecutorService executor, Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("The server is stopping", e);
        }
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
        private final LimitReaders.Who who;
        private final AtomicBoolean woken = new AtomicBoolean();

        Reader(SseClient client, Subject subject, LimitReaders.Who who) {
            this.client = client;
            this.subject = subject;
            this.who = who;
        }

        void wake() {
            if (woken.compareAndSet(false, true)) {
                send(() -> {
                    woken.set(false);
                    client.sendEvent("changed", word());
                });
            }
        }

        void greet() {
            send(() -> client.sendEvent("begins", word()));
        }

        void beat() {
            send(() -> client.sendComment("still here"));
        }

        private void send(Runnable message) {
            later(senders, () -> deliver(message));
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
