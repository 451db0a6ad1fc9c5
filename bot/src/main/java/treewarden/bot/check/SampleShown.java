package treewarden.bot.check;

import java.util.Objects;
import java.util.Optional;
import treewarden.domain.LeafSample;
import treewarden.domain.SampleReport;
import treewarden.store.JobState;
import treewarden.templates.LeafSampleState;

/** How a trial that ended is shown. */
final class SampleShown {
    private SampleShown() {}

    /** A report in which no leaf yielded a row, each for a reason, is a trial that failed as a whole. */
    static LeafSampleState of(SampleReport report) {
        var problem = report.leaves().stream()
                .map(LeafSample::problem)
                .filter(Objects::nonNull)
                .findFirst();
        var isAllProblems = report.leaves().stream().allMatch(leaf -> leaf.problem() != null);
        return problem.isPresent() && isAllProblems && report.made() == 0
                ? new LeafSampleState.Failed(problem.get())
                : new LeafSampleState.Reported(report);
    }

    /** A trial that left no report. */
    static LeafSampleState failed(Optional<JobState> cancelled) {
        return new LeafSampleState.Failed(
                cancelled.isPresent()
                        ? "The trial was cancelled. A maintainer can start another with /sample."
                        : "The trial could not be made, and the operator of this service has been told. "
                                + "A maintainer can start another with /sample.");
    }
}
