package treewarden.bot.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.bot.ForgeTrouble;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.HandleDelivery;
import treewarden.forge.FailedDelivery;
import treewarden.forge.Forge;
import treewarden.forge.ForgeException;
import treewarden.store.Database;
import treewarden.store.Delivery;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobState;
import treewarden.store.Redeliveries.Wanted;
import treewarden.store.Tables;

/**
 * Asks GitHub to send deliveries again that it could not bring us; by itself it sends none twice.
 *
 * <p>Those whose whole content the sweep reads from the repositories themselves are not among them: what an event about a
 * pull request, a comment or a push would have told has been seen by then. What nobody can read afterwards, such as that
 * somebody pressed "Re-run" or that a merge queue waits for us, is asked for. A delivery that we have, whatever GitHub
 * believes, is left alone, unless handling it failed for good: then it may come again.
 */
public final class RecoverDeliveries implements JobHandler<JobPayload.RecoverDeliveries> {
    private static final Logger log = LoggerFactory.getLogger(RecoverDeliveries.class);

    /** How long GitHub keeps deliveries. */
    private static final Duration KEPT = Duration.ofDays(3);

    /** An attempt is listed when it is over: one that began before the last look may not have been there yet. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    /** A run that only goes on, after the pause between two requests, need not look again. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** What cannot be brought to us three times is something that we cannot take. */
    private static final int MOST_TIMES = 3;

    private static final String WHAT = "deliveries";

    /** What these tell is read by the comparison of each repository, and by the list of repositories itself. */
    private static final Set<String> SEEN_BY_THE_SWEEP = Set.of(
            "pull_request", "issue_comment", "push", "repository", "installation", "installation_repositories", "ping");

    private final Database database;
    private final Forge forge;

    public RecoverDeliveries(Database database, Forge forge) {
        this.database = database;
        this.forge = forge;
    }

    @Override
    public JobKind kind() {
        return JobKind.RECOVER_DELIVERIES;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.RecoverDeliveries payload) {
        try {
            look(context);
            int asked = 0;
            while (true) {
                var next = database.read(tables -> tables.redeliveries().next(MOST_TIMES));
                if (next.isEmpty()) {
                    return JobResult.done(asked + " asked for");
                }
                ask(context, next.get());
                asked++;
                if (!forge.writeSpacing().isZero()) {
                    return new JobResult.Again(
                            context.clock().instant().plus(forge.writeSpacing()), "requests are spaced");
                }
            }
        } catch (ForgeException e) {
            return ForgeTrouble.result(e, context);
        }
    }

    private void look(JobContext context) {
        var now = context.clock().instant();
        var last = database.read(tables -> tables.lastLooks().find(WHAT)).orElse(Instant.EPOCH);
        var oldest = now.minus(KEPT);
        if (last.isAfter(now.minus(FRESH))
                && database.read(tables -> tables.redeliveries().next(MOST_TIMES))
                        .isPresent()) {
            return;
        }
        var since = last.minus(OVERLAP).isBefore(oldest) ? oldest : last.minus(OVERLAP);
        var failed = forge.failedDeliveries(since);
        context.write(transaction -> {
            failed.stream()
                    .filter(delivery -> isMissed(delivery, transaction))
                    .forEach(delivery ->
                            transaction.redeliveries().want(delivery.guid(), delivery.attempt(), delivery.at()));
            transaction.lastLooks().remember(WHAT, now);
        });
    }

    private static boolean isMissed(FailedDelivery delivery, Tables tables) {
        if (SEEN_BY_THE_SWEEP.contains(delivery.event()) || !Delivery.isName(delivery.guid())) {
            return false;
        }
        return tables.deliveries().find(delivery.guid()).isEmpty()
                || tables.jobs()
                        .latest(new HandleDelivery(delivery.guid()).key())
                        .filter(job -> job.state() == JobState.FAILED)
                        .isPresent();
    }

    private void ask(JobContext context, Wanted wanted) {
        context.fence();
        try {
            forge.redeliver(wanted.attempt());
        } catch (ForgeException.Missing | ForgeException.Invalid e) {
            log.warn("Delivery {} cannot be had any more: {}", wanted.guid(), e.getMessage());
        }
        context.write(transaction -> transaction.redeliveries().asked(wanted.guid()));
    }
}
