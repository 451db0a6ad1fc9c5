package treewarden.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.domain.JobPayload;

/**
 * Takes in webhook deliveries of many threads and commits them in groups, each with its job: while one group is synced to
 * the disk, the next one gathers. A future is completed after the commit, so whoever waited for it may answer 202.
 *
 * <p>A delivery that is sent again is a duplicate, unless its job failed for good: then it is queued once more.
 */
public final class DeliveryIntake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryIntake.class);

    /**
     * How much may wait.
     *
     * @param deliveries the most that wait for their commit
     * @param bytes the most bytes of bodies that wait
     * @param group the most deliveries of one commit
     */
    public record Limits(int deliveries, long bytes, int group) {
        /** 2,000 deliveries of together 64 MiB, 256 in a commit. */
        public static final Limits USUAL = new Limits(2_000, 64L << 20, 256);
    }

    private record Waiting(Deliveries.Incoming incoming, CompletableFuture<Intake> answer) {
        long bytes() {
            return incoming.body().bytes().length;
        }
    }

    /** Wakes the writer, so that it sees that it is over. */
    private static final Waiting END = new Waiting(
            new Deliveries.Incoming(
                    new Delivery("end", "end", new byte[0], Instant.EPOCH), new Packed("plain", 0, new byte[0])),
            new CompletableFuture<>());

    private final Database database;
    private final Limits limits;
    private final BlockingQueue<Waiting> queue;
    private final AtomicLong bytesWaiting = new AtomicLong();
    private final Thread writer;
    private volatile boolean closed;

    public DeliveryIntake(Database database) {
        this(database, Limits.USUAL);
    }

    public DeliveryIntake(Database database, Limits limits) {
        this.database = database;
        this.limits = limits;
        this.queue = new ArrayBlockingQueue<>(limits.deliveries());
        this.writer = new Thread(this::commitGroups, "delivery-intake");
        writer.start();
    }

    /** Stores the delivery; the future fails with {@link IntakeUnavailable} when it was not stored. */
    public CompletableFuture<Intake> accept(Delivery delivery) {
        var waiting =
                new Waiting(new Deliveries.Incoming(delivery, Packed.pack(delivery.body())), new CompletableFuture<>());
        if (bytesWaiting.addAndGet(waiting.bytes()) > limits.bytes() || closed || !queue.offer(waiting)) {
            bytesWaiting.addAndGet(-waiting.bytes());
            return CompletableFuture.failedFuture(new IntakeUnavailable(
                    closed ? "Treewarden is shutting down." : "Too many deliveries wait to be stored."));
        }
        if (closed && queue.remove(waiting)) {
            waiting.answer().completeExceptionally(new IntakeUnavailable("Treewarden is shutting down."));
        }
        return waiting.answer();
    }

    /** Commits what waits, and takes no more. */
    @Override
    public void close() {
        closed = true;
        // Where there is no room for it, the writer is busy and sees by itself that it is over.
        if (!queue.offer(END)) {
            LOG.info("Shutting down with a full queue of deliveries");
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void commitGroups() {
        var group = new ArrayList<Waiting>(limits.group());
        while (!closed || !queue.isEmpty()) {
            try {
                group.add(queue.take());
            } catch (InterruptedException e) {
                LOG.warn("The intake was interrupted and goes on: it ends when it is closed");
            }
            queue.drainTo(group, limits.group() - group.size());
            group.remove(END);
            bytesWaiting.addAndGet(-group.stream().mapToLong(Waiting::bytes).sum());
            if (!group.isEmpty()) {
                commit(group);
            }
            group.clear();
        }
    }

    private void commit(List<Waiting> group) {
        try {
            var answers = store(group);
            group.forEach(each -> each.answer()
                    .complete(answers.getOrDefault(each.incoming().delivery().id(), Intake.DUPLICATE)));
        } catch (StoreUnavailable e) {
            LOG.error("{} deliveries could not be stored: {}", group.size(), e.getMessage());
            group.forEach(each ->
                    each.answer().completeExceptionally(new IntakeUnavailable(String.valueOf(e.getMessage()), e)));
        } catch (Error e) {
            // Nothing was acknowledged; the next group may have more luck.
            LOG.error("{} deliveries could not be stored", group.size(), e);
            group.forEach(each ->
                    each.answer().completeExceptionally(new IntakeUnavailable("The process is in trouble.", e)));
        } catch (RuntimeException e) {
            if (group.size() == 1) {
                LOG.error(
                        "Delivery {} could not be stored",
                        group.get(0).incoming().delivery().id(),
                        e);
                group.get(0)
                        .answer()
                        .completeExceptionally(new IntakeUnavailable("The delivery could not be stored.", e));
            } else {
                // One that cannot be stored must not keep the others out.
                group.forEach(each -> commit(List.of(each)));
            }
        }
    }

    /** Stores a group in one transaction; what became of each delivery that is new, by id. */
    private Map<String, Intake> store(List<Waiting> group) {
        var byId = new LinkedHashMap<String, Deliveries.Incoming>();
        group.forEach(each -> byId.putIfAbsent(each.incoming().delivery().id(), each.incoming()));
        return database.writeFirst(transaction -> {
            var deliveries = transaction.deliveries();
            var fresh = new HashSet<String>();
            deliveries
                    .insertNew(List.copyOf(byId.values()))
                    .forEach(each -> fresh.add(each.delivery().id()));
            var answers = new HashMap<String, Intake>();
            var jobs = new ArrayList<JobPayload>();
            for (var each : byId.values()) {
                var id = each.delivery().id();
                var job = new JobPayload.HandleDelivery(id);
                if (fresh.contains(id)) {
                    jobs.add(job);
                    answers.put(id, Intake.STORED);
                } else if (hasFailed(transaction, job)) {
                    deliveries.restoreBody(each);
                    jobs.add(job);
                    answers.put(id, Intake.STORED);
                }
            }
            if (!jobs.isEmpty()) {
                transaction.queue().insert(jobs, When.NOW);
                transaction.wakeRunners();
            }
            return answers;
        });
    }

    private static boolean hasFailed(Transaction transaction, JobPayload job) {
        return transaction
                .jobs()
                .latest(job.key())
                .filter(latest -> latest.state() == JobState.FAILED)
                .isPresent();
    }
}
