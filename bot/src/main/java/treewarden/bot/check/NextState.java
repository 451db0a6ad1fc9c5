package treewarden.bot.check;

import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.forge.PullRequest;

/**
 * The state of a contribution after a check: the one place that decides it.
 *
 * <p>A verdict of a person is of what they saw. It stands as long as a check finds the same, and a push or another base
 * makes it void, so that nothing unseen passes for approved. Only a hold is of the contribution and outlives a push.
 */
final class NextState {
    private NextState() {}

    /** What the checks found, and how far the trial of it is. */
    enum Outcome {
        /** Something has to change first. */
        ERRORS,
        /** Nothing is wrong, and there is nothing to sample, or nobody to sample it. */
        NOTHING_TO_SAMPLE,
        /** Nothing is wrong, and the teacher can be asked. */
        CAN_BE_SAMPLED,
        /** The teacher is at it. */
        UNDER_WAY,
        /** The report is there. */
        SAMPLED,
        /** There was a trial and there will be no report of it. People decide without; only a command starts another. */
        SAMPLE_FAILED
    }

    /** How it compares with what was known before. */
    enum Seen {
        /** Another head, or other findings at the same head. */
        ANEW,
        /** The same findings at the same head. */
        AGAIN
    }

    /** @param before what was known of the contribution; null where it is new */
    static ContributionState of(@Nullable Contribution before, PullRequest pullRequest, Outcome outcome, Seen seen) {
        if (!pullRequest.open()) {
            return whenOver(before, pullRequest);
        }
        var was = before == null ? ContributionState.CHECKING : before.state();
        if (was == ContributionState.ON_HOLD || (seen == Seen.AGAIN && isVerdict(was))) {
            return was;
        }
        return switch (outcome) {
            case ERRORS -> ContributionState.NEEDS_CHANGES;
            case NOTHING_TO_SAMPLE, SAMPLED, SAMPLE_FAILED -> ContributionState.AWAITING_TRIAGE;
            case UNDER_WAY -> ContributionState.SAMPLING;
            case CAN_BE_SAMPLED -> beforeSample(before, pullRequest);
        };
    }

    /** Whether the teacher may be asked: the author is known here, or a maintainer gave the go. */
    static boolean mayBeSampled(@Nullable Contribution before, PullRequest pullRequest) {
        return pullRequest.association().isKnown() || (before != null && before.goGiven());
    }

    private static ContributionState beforeSample(@Nullable Contribution before, PullRequest pullRequest) {
        if (pullRequest.draft()) {
            return ContributionState.CHECKING;
        }
        return mayBeSampled(before, pullRequest) ? ContributionState.SAMPLING : ContributionState.WAITING_FOR_GO;
    }

    private static ContributionState whenOver(@Nullable Contribution before, PullRequest pullRequest) {
        if (pullRequest.merged()) {
            return before != null && before.state() == ContributionState.RELEASED
                    ? ContributionState.RELEASED
                    : ContributionState.MERGED;
        }
        return before != null && before.state() == ContributionState.REJECTED
                ? ContributionState.REJECTED
                : ContributionState.CLOSED;
    }

    private static boolean isVerdict(ContributionState state) {
        return switch (state) {
            case CHANGES_REQUESTED, UNCERTAIN, APPROVED, REJECTED -> true;
            case CHECKING,
                    NEEDS_CHANGES,
                    WAITING_FOR_GO,
                    SAMPLING,
                    AWAITING_TRIAGE,
                    ON_HOLD,
                    MERGED,
                    RELEASED,
                    CLOSED -> false;
        };
    }
}
