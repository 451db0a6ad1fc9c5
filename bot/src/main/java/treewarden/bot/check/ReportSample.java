package treewarden.bot.check;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import treewarden.bot.approval.ApprovalWords;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Decision;
import treewarden.domain.Effect;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.SampleReport;
import treewarden.store.Database;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;

/**
 * Completes the comment with what the teacher made of the leaves, and hands the contribution to the triagers. A report of a
 * head that is no longer the head is dropped: nothing of it is shown.
 *
 * <p>A sample that failed does not keep a contribution from a decision: the comment says so, and people decide without.
 */
public final class ReportSample implements JobHandler<JobPayload.ReportSample> {
    private static final Set<ContributionState> IS_OVER =
            EnumSet.of(ContributionState.MERGED, ContributionState.RELEASED, ContributionState.CLOSED);

    private final Database database;
    private final Presentation presentation;

    public ReportSample(Database database, Addresses addresses) {
        this.database = database;
        this.presentation = new Presentation(addresses);
    }

    @Override
    public JobKind kind() {
        return JobKind.REPORT_SAMPLE;
    }

    @Override
    public JobResult run(JobContext context, JobPayload.ReportSample payload) {
        return database.read(tables -> {
            var contribution = tables.contributions()
                    .find(payload.contribution())
                    .filter(it -> it.head().equals(payload.head()));
            var run = tables.runs().find(payload.contribution(), payload.head());
            // The last one, whichever job asked for it: where a second trial was quicker than this, only that one is
            // kept.
            var report = tables.samples().find(payload.contribution(), payload.head());
            if (contribution.isEmpty() || run.isEmpty()) {
                return JobResult.done("dropped: the head has moved");
            }
            if (IS_OVER.contains(contribution.get().state())) {
                return JobResult.done("dropped: the pull request is over");
            }
            if (report.isEmpty()) {
                return JobResult.done("dropped: there is no report of this head");
            }
            var approvals = new Approvals(tables.approvals().all(payload.contribution()));
            var prechecks = tables.prechecks().list(payload.contribution(), payload.head());
            var verdict = Verdict.of(run.get(), SampleShown.of(report.get()), prechecks);
            return show(contribution.get(), verdict, approvals, report.get());
        });
    }

    private JobResult show(Contribution contribution, Verdict verdict, Approvals approvals, SampleReport report) {
        var now = database.clock().instant();
        var sampled = contribution.withSample(report.made(), report.kept());
        // Where somebody decided meanwhile, their word stands and the sample is only shown, unless they saw another
        // one.
        Function<Approval, Optional<String>> reasons = approval -> ApprovalWords.otherDocuments(approval, report);
        var after = approvals.after(sampled, reasons, now);
        var isUndone = contribution.state() == ContributionState.APPROVED && !after.equals(approvals);
        var next = contribution.state() == ContributionState.SAMPLING || isUndone
                ? sampled.inState(ContributionState.AWAITING_TRIAGE, now)
                : sampled.inState(contribution.state(), now);
        List<Effect> effects =
                List.of(presentation.comment(next, verdict.with(after.notes(next))), Presentation.labels(next));
        var why = "sampled by " + report.teacher() + ": " + report.kept() + " of " + report.made() + " kept";
        return new JobResult.Done(
                transaction -> {
                    transaction.apply(new Decision(next, effects, List.of(), DecideOnCheck.BY, why));
                    transaction.voidApprovals(next, reasons, DecideOnCheck.BY);
                },
                why);
    }
}
