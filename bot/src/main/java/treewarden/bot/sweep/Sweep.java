package treewarden.bot.sweep;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.bot.Repositories;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.Reconcile;
import treewarden.domain.JobPayload.RecoverDeliveries;
import treewarden.domain.JobPayload.Remind;
import treewarden.domain.JobPayload.SnapshotTaxonomy;
import treewarden.forge.ForgeException;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.Transaction;
import treewarden.store.When;

/**
 * The schedule of all that is done without being asked: which repositories are there, what differs in each from what is
 * known, which deliveries never arrived.
 *
 * <p>It is one job for all processes and comes back by itself, whatever happens: trouble with the code host makes it come
 * sooner, never stop.
 */
public final class Sweep implements JobHandler<JobPayload.Sweep> {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

    private final Repositories repositories;
    private final Duration interval;

    /** @param interval how long until the next one */
    public Sweep(Repositories repositories, Duration interval) {
        this.repositories = repositories;
        this.interval = interval;
    }

    /** Has everything looked through now: when a process starts. */
    public static void now(Database database) {
        database.run(transaction -> transaction.enqueue(new JobPayload.Sweep()));
    }

    /** Begins the schedule again where it ended, which only an error of our own, or somebody who cancels it, can bring about. */
    public static void ensure(Database database) {
        database.run(transaction -> {
            var latest = transaction.jobs().latest(new JobPayload.Sweep().key());
            if (latest.isEmpty() || latest.get().state().isOver()) {
                transaction.enqueue(new JobPayload.Sweep());
            }
        });
    }

    @Override
    public JobKind kind() {
        return JobKind.SWEEP;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.Sweep payload) {
        try {
            var tended = repositories.refresh();
            return new JobResult.Done(
                    transaction -> {
                        for (var repository : tended) {
                            transaction.enqueue(new SnapshotTaxonomy(repository.id()));
                            transaction.enqueue(new Reconcile(repository.id()));
                            beginToRemind(repository.id(), transaction);
                        }
                        transaction.enqueue(new RecoverDeliveries());
                        transaction.enqueue(payload, in(interval, context));
                    },
                    tended.size() + (tended.size() == 1 ? " repository" : " repositories"));
        } catch (ForgeException.RateLimited e) {
            return new JobResult.Done(
                    transaction -> transaction.enqueue(payload, When.at(e.notBefore())), "put off: " + e.getMessage());
        } catch (ForgeException e) {
            log.warn("The repositories could not be listed, which is tried again soon: {}", e.getMessage());
            var soon = interval.compareTo(AFTER_TROUBLE) < 0 ? interval : AFTER_TROUBLE;
            return new JobResult.Done(
                    transaction -> transaction.enqueue(payload, in(soon, context)), "not listed: " + e.getMessage());
        }
    }

    /** Once begun it comes back by itself, once a day. */
    private static void beginToRemind(long repository, Transaction transaction) {
        var remind = new Remind(repository);
        if (transaction
                .jobs()
                .latest(remind.key())
                .filter(job -> !job.state().isOver())
                .isEmpty()) {
            transaction.enqueue(remind);
        }
    }

    private static When in(Duration wait, JobContext context) {
        return When.at(context.clock().instant().plus(wait));
    }
}
