package treewarden.worker.release;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload.RollBackRelease;
import treewarden.domain.release.Release;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.Tables;
import treewarden.store.Transaction;
import treewarden.worker.hub.HubException;

/** The job around {@link RestoreRelease}, for somebody who pressed a button on a page that has no token of the Hub. */
public final class RunRollBack implements JobHandler<RollBackRelease> {
    private final Database database;
    private final RestoreRelease restore;

    public RunRollBack(Database database, RestoreRelease restore) {
        this.database = database;
        this.restore = restore;
    }

    @Override
    public JobKind kind() {
        return JobKind.ROLL_BACK_RELEASE;
    }

    @Override
    public JobResult run(JobContext context, RollBackRelease payload) {
        Optional<String> refusal = database.read(tables -> refusal(tables, payload));
        if (refusal.isPresent()) {
            return new JobResult.GaveUp(refusal.get());
        }
        try {
            var restored = restore.onHub(payload.to(), "rollback-to-" + payload.to() + "-job-" + context.id(), () -> {
                if (context.cancelled()) {
                    throw new CancellationException();
                }
                context.write(transaction -> {
                    transaction.writeReleases().holdStill();
                    refusal(transaction, payload).ifPresent(why -> {
                        throw new NotAnyMore(why);
                    });
                });
            });
            return new JobResult.Done(transaction -> write(transaction, payload), restored);
        } catch (NotAnyMore e) {
            return new JobResult.GaveUp(String.valueOf(e.getMessage()));
        } catch (HubException.RateLimited e) {
            return new JobResult.Again(e.notBefore(), String.valueOf(e.getMessage()));
        } catch (HubException.Transient | HubException.Moved e) {
            return new JobResult.Failed(String.valueOf(e.getMessage()));
        } catch (HubException e) {
            return new JobResult.GaveUp(String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            // A worker that stops gives the job back, and no attempt is counted.
            return new JobResult.Failed("stopped");
        }
    }

    /** Something came in between since it was looked at. */
    private static final class NotAnyMore extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotAnyMore(String why) {
            super(why);
        }
    }

    /** What was true when the button was pressed may be so no more, when this is run days later. */
    private Optional<String> refusal(Tables tables, RollBackRelease payload) {
        return restore.refusal(tables, payload.to())
                .or(() -> tables.releases()
                        .current(payload.model())
                        .map(Release::id)
                        .filter(now -> !now.equals(payload.from()))
                        .map(now -> "People get " + now + " by now, and not " + payload.from()
                                + " as when this was asked for; where that is to be undone, ask for it on the page of "
                                + payload.to() + "."));
    }

    private static void write(Transaction transaction, RollBackRelease payload) {
        var origin = payload.origin();
        if (origin != null) {
            transaction.actingFrom(origin);
        }
        transaction
                .releases()
                .find(payload.to())
                .ifPresent(to -> transaction.writeReleases().rolledBackTo(to, payload.by(), payload.why()));
    }
}
