package treewarden.bot.command;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.JobPayload.CheckContribution;
import treewarden.domain.JobPayload.ReportPrecheck;
import treewarden.domain.JobPayload.ReportSample;
import treewarden.domain.JobPayload.RunPrecheck;
import treewarden.domain.JobPayload.RunSample;
import treewarden.domain.PrecheckReport;
import treewarden.domain.SampleReport;
import treewarden.store.Job;
import treewarden.store.JobState;
import treewarden.store.Run;
import treewarden.store.Tables;

/**
 * What is stored of a contribution at its head.
 *
 * @param run what the checks said
 * @param sample what the teacher made
 * @param sampleJob what the teacher was last asked for
 * @param precheck what the community model of the day answered
 * @param jobs the last of each kind that is of this contribution, whatever became of it
 * @param refused targets of what could not be shown on the code host
 * @param approvals those that stand
 * @param unshown how much is still to be shown there
 */
record Stored(
        Optional<Run> run,
        Optional<SampleReport> sample,
        Optional<Job> sampleJob,
        Optional<PrecheckReport> precheck,
        List<Job> jobs,
        List<String> refused,
        List<Approval> approvals,
        int unshown) {
    static final Stored NOTHING = new Stored(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(), 0);

    Stored {
        jobs = List.copyOf(jobs);
        refused = List.copyOf(refused);
        approvals = List.copyOf(approvals);
    }

    static Stored of(Contribution contribution, Tables tables) {
        var id = contribution.id();
        var head = contribution.head();
        var sample = tables.samples().find(id, head);
        var sampleJob = tables.jobs().latest(RunSample.key(id, head));
        var check = tables.jobs().latest(new CheckContribution(id).key());
        var report = tables.jobs().latest(ReportSample.key(id, head));
        var precheck = tables.jobs().latest(RunPrecheck.key(id, head, null));
        var precheckReport = tables.jobs().latest(ReportPrecheck.key(id, head, null));
        return new Stored(
                tables.runs().find(id, head),
                sample,
                sampleJob,
                tables.prechecks().find(id, head),
                Stream.of(check, sampleJob, report, precheck, precheckReport)
                        .flatMap(Optional::stream)
                        .toList(),
                tables.outbox().refusedFor(id),
                tables.approvals().standing(id),
                tables.outbox().waitingFor(id));
    }

    /** Jobs that are at work, or wait for it. */
    List<Job> underWay() {
        return jobs.stream()
                .filter(job -> !job.state().isOver() && !job.cancelRequested())
                .toList();
    }

    /** Jobs that nobody takes up again by themselves. */
    List<Job> failed() {
        return jobs.stream().filter(job -> job.state() == JobState.FAILED).toList();
    }
}
