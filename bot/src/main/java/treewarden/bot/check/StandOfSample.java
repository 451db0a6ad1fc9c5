package treewarden.bot.check;

import treewarden.bot.check.NextState.Outcome;
import treewarden.bot.check.NextState.Seen;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.store.JobState;
import treewarden.store.Run;
import treewarden.templates.LeafSampleState;

/** How the sample of a contribution stands, for the decision of a check and for its comment. */
final class StandOfSample {
    private final Checking.Sampling sampling;

    StandOfSample(Checking.Sampling sampling) {
        this.sampling = sampling;
    }

    /** What is to be done about a sample of what was found. */
    Outcome outcome(Known known, Run found, SampleSelection selection, Seen seen) {
        switch (found.outcome()) {
            case ERRORS, REFUSED -> {
                return Outcome.ERRORS;
            }
            case NO_LEAVES -> {
                return Outcome.NOTHING_TO_SAMPLE;
            }
            case PASSED -> {
                if (selection.leaves().isEmpty() || sampling == Checking.Sampling.NO_TEACHER) {
                    return Outcome.NOTHING_TO_SAMPLE;
                }
            }
        }
        var isAtWork = known.sampleJob().filter(state -> !state.isOver()).isPresent();
        if (seen == Seen.AGAIN && isAtWork) {
            return Outcome.UNDER_WAY;
        }
        if (seen == Seen.AGAIN && isWantedAnew(known)) {
            return Outcome.CAN_BE_SAMPLED;
        }
        if (known.sample().isPresent() && (known.run().isEmpty() || known.hasSameLeaves(found))) {
            return Outcome.SAMPLED;
        }
        return seen == Seen.AGAIN && known.sampleJob().isPresent() ? Outcome.SAMPLE_FAILED : Outcome.CAN_BE_SAMPLED;
    }

    /** A command asked for another trial, or the pull request was closed during one and is open again. */
    private static boolean isWantedAnew(Known known) {
        var before = known.contribution();
        return before != null
                && (before.state() == ContributionState.CHECKING
                        || (before.state() == ContributionState.CLOSED
                                && known.sampleJob()
                                        .filter(JobState.CANCELLED::equals)
                                        .isPresent()));
    }

    /** What the comment says of it. */
    LeafSampleState shown(Known known, Outcome outcome, Contribution next) {
        if (next.state() == ContributionState.SAMPLING) {
            return new LeafSampleState.Running(next.stateSince());
        }
        if (outcome == Outcome.SAMPLE_FAILED) {
            return SampleShown.failed(known.sampleJob().filter(JobState.CANCELLED::equals));
        }
        var isMissed = sampling == Checking.Sampling.NO_TEACHER && next.state() == ContributionState.AWAITING_TRIAGE;
        return known.sample()
                .filter(report -> known.isOf(next.head()) || outcome == Outcome.SAMPLED)
                .map(SampleShown::of)
                .orElseGet(() -> new LeafSampleState.NotYet(isMissed ? "no teacher is configured here." : ""));
    }
}
