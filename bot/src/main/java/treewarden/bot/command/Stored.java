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
        return new Stored(
                tables.runs().find(id, head),
                sample,
                sampleJob,
                tables.prechecks().find(id, head),
                jobs(contribution, tables),
                tables.outbox().refusedFor(id),
                tables.approvals().standing(id),
                tables.outbox().waitingFor(id));
    }

    /** The last job of each kind that is of this contribution, whatever became of it. */
    static List<Job> jobs(Contribution contribution, Tables tables) {
        var id = contribution.id();
        var head = contribution.head();
        return Stream.of(
                        new CheckContribution(id).key(),
                        RunSample.key(id, head),
                        ReportSample.key(id, head),
                        RunPrecheck.key(id, head, null),
                        ReportPrecheck.key(id, head, null))
                .flatMap(key -> tables.jobs().latest(key).stream())
                .toList();
    }

    /** Jobs that are at work, or wait for it. */
    List<Job> underWay() {
        return underWay(jobs);
    }

    static List<Job> underWay(List<Job> jobs) {
        return jobs.stream()
                .filter(job -> !job.state().isOver() && !job.cancelRequested())
                .toList();
    }

    /** Jobs that nobody takes up again by themselves. */
    List<Job> failed() {
        return failed(jobs);
    }

    static List<Job> failed(List<Job> jobs) {
        return jobs.stream().filter(job -> job.state() == JobState.FAILED).toList();
    }
}
