package treewarden.bot.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Effect;
import treewarden.domain.JobPayload.RunSample;
import treewarden.store.Job;
import treewarden.store.JobState;
import treewarden.store.Tables;
import treewarden.templates.LeafSampleState;

/** What the code host is to show of a contribution after a person decided about it: nothing is checked again for it. */
public final class ShowContribution {
    private final Presentation presentation;

    public ShowContribution(Addresses addresses) {
        this.presentation = new Presentation(addresses);
    }

    /** The same, with approvals that are given with it. */
    public List<Effect> effects(Tables tables, Contribution contribution, List<Approval> given) {
        var approvals = Stream.concat(tables.approvals().all(contribution.id()).stream(), given.stream())
                .toList();
        var notes = new Approvals(approvals)
                .after(contribution, approval -> Optional.empty(), contribution.updatedAt())
                .notes(contribution);
        return tables.runs()
                .find(contribution.id(), contribution.head())
                .map(run -> Verdict.of(
                                run,
                                sample(tables, contribution),
                                tables.prechecks().list(contribution.id(), contribution.head()))
                        .with(notes))
                .map(verdict ->
                        List.<Effect>of(presentation.comment(contribution, verdict), Presentation.labels(contribution)))
                .orElse(List.of());
    }

    /** The comment and the labels, of what is stored; nothing for a contribution whose head was never checked. */
    public List<Effect> effects(Tables tables, Contribution contribution) {
        return effects(tables, contribution, List.of());
    }

    private static LeafSampleState sample(Tables tables, Contribution contribution) {
        if (contribution.state() == ContributionState.SAMPLING) {
            return new LeafSampleState.Running(contribution.stateSince());
        }
        var report = tables.samples().find(contribution.id(), contribution.head());
        if (report.isPresent()) {
            return SampleShown.of(report.get());
        }
        return tables.jobs()
                .latest(RunSample.key(contribution.id(), contribution.head()))
                .flatMap(ShowContribution::ended)
                .orElseGet(() -> new LeafSampleState.NotYet(""));
    }

    private static Optional<LeafSampleState> ended(Job job) {
        if (job.cancelRequested() || job.state() == JobState.CANCELLED) {
            return Optional.of(SampleShown.failed(Optional.of(JobState.CANCELLED)));
        }
        return job.state() == JobState.FAILED ? Optional.of(SampleShown.failed(Optional.empty())) : Optional.empty();
    }
}
