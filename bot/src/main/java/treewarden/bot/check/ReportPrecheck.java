package treewarden.bot.check;

import treewarden.domain.Contribution;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.PrecheckReport;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.Transaction;

/**
 * Completes the comment with what the community model answered. A report of a head that is no longer the head is dropped:
 * nothing of it is shown.
 *
 * <p>It shows, and decides nothing: whatever two models say, the contribution stays in the state that it is in.
 */
public final class ReportPrecheck implements JobHandler<JobPayload.ReportPrecheck> {
    private final Database database;
    private final ShowContribution show;

    public ReportPrecheck(Database database, Addresses addresses) {
        this.database = database;
        this.show = new ShowContribution(addresses);
    }

    @Override
    public JobKind kind() {
        return JobKind.REPORT_PRECHECK;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.ReportPrecheck payload) {
        return database.read(tables -> {
            var contribution = tables.contributions()
                    .find(payload.contribution())
                    .filter(it -> it.head().equals(payload.head()));
            // The last one, whichever job asked for it.
            var report = tables.prechecks().find(payload.contribution(), payload.head(), payload.release());
            if (contribution.isEmpty()) {
                return JobResult.done("dropped: the head has moved");
            }
            if (report.isEmpty()) {
                return JobResult.done("dropped: there is no report of this head");
            }
            if (isOver(contribution.get(), report.get())) {
                return JobResult.done("dropped: the pull request is over");
            }
            return new JobResult.Done(
                    transaction -> show(transaction, payload),
                    report.get().good() + " of " + report.get().answers().size() + " answered well");
        });
    }

    /** What is shown is read again where it is written, so that it never takes back what somebody decided meanwhile. */
    private void show(Transaction transaction, JobPayload.ReportPrecheck payload) {
        transaction
                .contributions()
                .find(payload.contribution())
                .filter(it -> it.head().equals(payload.head()))
                .ifPresent(it -> transaction.show(it.repository(), show.effects(transaction, it)));
    }

    /** Nobody reads what could have been learnt of a pull request that is closed; what was learnt of a merged one, they do. */
    private static boolean isOver(Contribution contribution, PrecheckReport report) {
        return switch (contribution.state()) {
            case CLOSED, REJECTED -> true;
            case MERGED, RELEASED -> report.release() == null;
            case CHECKING,
                    NEEDS_CHANGES,
                    WAITING_FOR_GO,
                    SAMPLING,
                    AWAITING_TRIAGE,
                    CHANGES_REQUESTED,
                    UNCERTAIN,
                    ON_HOLD,
                    APPROVED -> false;
        };
    }
}
