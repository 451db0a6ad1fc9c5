package treewarden.store;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.domain.Capability;

/**
 * Writes every heartbeat that this worker lives, for people to see who can run what. Nothing else depends on it: which
 * job is whose, and when it is taken over, is known by the heartbeats of the jobs.
 */
final class ShowAlive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShowAlive.class);
    private static final int SECONDS_TO_END = 5;

    private final Database database;
    private final RunnerConfig config;
    private final Set<Capability> capabilities;
    private final Machine machine = Machine.thisOne();
    private final Instant started;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "worker-heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    private ShowAlive(Database database, RunnerConfig config, Set<Capability> capabilities) {
        this.database = database;
        this.config = config;
        this.capabilities = capabilities;
        this.started = database.clock().instant();
    }

    static ShowAlive start(Database database, RunnerConfig config, Set<Capability> capabilities) {
        var alive = new ShowAlive(database, config, capabilities);
        alive.beat();
        long every = config.heartbeat().toMillis();
        alive.heart.scheduleWithFixedDelay(alive::beat, every, every, TimeUnit.MILLISECONDS);
        return alive;
    }

    private Worker worker() {
        var now = database.clock().instant();
        return new Worker(
                machine.host(),
                config.name(),
                capabilities,
                machine.accelerator(),
                started,
                now,
                now.plus(config.heartbeat().multipliedBy(config.missedHeartbeats())));
    }

    private void beat() {
        try {
            database.pick(transaction -> {
                transaction.workers().show(worker());
                return true;
            });
        } catch (RuntimeException e) {
            // The schedule would end with it; the next heartbeat shows the worker again.
            LOG.warn("Worker {} could not show that it lives, and tries again", config.name(), e);
        }
    }

    /** The worker has gone in good order: it is not shown any more. */
    @Override
    public void close() {
        heart.shutdown();
        try {
            if (!heart.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("The heartbeat of worker {} does not end; it is left behind", config.name());
                return;
            }
            database.pick(transaction -> {
                transaction.workers().remove(worker());
                return true;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Worker {} could not say that it has gone; it is shown as lost", config.name(), e);
        }
    }
}
