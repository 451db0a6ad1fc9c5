package treewarden.bot.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.Finding;
import treewarden.domain.JobPayload.RunSample;
import treewarden.domain.PrecheckReport;
import treewarden.domain.SampleReport;
import treewarden.store.JobState;
import treewarden.store.Run;
import treewarden.templates.LeafSampleState;

/**
 * What was known of a pull request before a check.
 *
 * @param contribution null where it was not one so far
 * @param run what an earlier check said of the head that it has now
 * @param sample the report of that head
 * @param sampleJob how the last trial of that head stands
 * @param earlier the trial of the head before this one
 * @param prechecks what models answered to the seed questions of that head
 * @param earlierPrecheck what the community model of the day answered to those of the head before this one
 * @param approvals all that were ever given
 * @param isShown whether the code host shows the check of that head, or soon will
 * @param waiting effects that are still to be shown
 */
record Known(
        @Nullable Contribution contribution,
        Optional<Run> run,
        Optional<SampleReport> sample,
        Optional<JobState> sampleJob,
        Optional<EarlierSample> earlier,
        List<PrecheckReport> prechecks,
        Optional<PrecheckReport> earlierPrecheck,
        Approvals approvals,
        boolean isShown,
        int waiting) {
    /** What the teacher was asked for at another head, and what it made. */
    record EarlierSample(RunSample asked, SampleReport report) {
        /** The report, where this head asks for the very same bytes: a merge of the base branch changes no leaf. */
        Optional<SampleReport> reusedFor(CommitId head, SampleSelection selection) {
            var isSame =
                    asked.leaves().equals(selection.leaves()) && asked.omitted().equals(selection.omitted());
            return isSame && SampleShown.of(report) instanceof LeafSampleState.Reported
                    ? Optional.of(new SampleReport(
                            report.contribution(),
                            head,
                            report.teacher(),
                            report.leaves(),
                            report.omitted(),
                            report.usage(),
                            report.millis()))
                    : Optional.empty();
        }
    }

    /** The same, with a report that serves for the head that it has now. */
    Known withSample(SampleReport report) {
        return new Known(
                contribution,
                run,
                Optional.of(report),
                sampleJob,
                earlier,
                prechecks,
                earlierPrecheck,
                approvals,
                isShown,
                waiting);
    }

    /** The same, with what the community model answered at the head before, which serves for this one. */
    Known withPrecheck(PrecheckReport report) {
        return new Known(
                contribution,
                run,
                sample,
                sampleJob,
                earlier,
                List.of(report),
                earlierPrecheck,
                approvals,
                isShown,
                waiting);
    }

    /**
     * What the community model answered at the head before, where this one has the very same leaves, and every question
     * got its score.
     */
    Optional<PrecheckReport> reusablePrecheck(CommitId head, SampleSelection selection) {
        return earlierPrecheck
                .filter(report ->
                        prechecks.isEmpty() && report.leaves().equals(selection.leaves()) && report.failed() == 0)
                .map(report -> report.at(head));
    }

    boolean isOf(CommitId head) {
        return contribution != null && contribution.head().equals(head);
    }

    /** Whether an earlier check read the same, for the same branch. */
    boolean hasRead(Run other) {
        return run.filter(was -> Objects.equals(was.content(), other.content())).isPresent();
    }

    /** Whether an earlier check of the same head found the same in its leaves, whatever it said of the pull request. */
    boolean hasSameLeaves(Run other) {
        return run.filter(was -> was.outcome() == other.outcome()
                        && ofLeaves(was).equals(ofLeaves(other))
                        && was.notes().equals(other.notes()))
                .isPresent();
    }

    private static List<CheckedLeaf> ofLeaves(Run run) {
        return run.leaves().stream()
                .filter(leaf -> !leaf.path().equals(Finding.PULL_REQUEST))
                .toList();
    }

    /** Whether an earlier check of the same head found the same. */
    boolean hasSame(Run other) {
        return run.filter(was -> was.outcome() == other.outcome()
                        && was.leaves().equals(other.leaves())
                        && was.notes().equals(other.notes()))
                .isPresent();
    }
}
