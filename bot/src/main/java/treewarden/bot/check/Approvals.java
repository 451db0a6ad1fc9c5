package treewarden.bot.check;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import treewarden.bot.approval.ApprovalWords;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.forge.PullRequest;

/**
 * The approvals of a contribution in the eyes of a check: those that do not stand any more among them, because the comment
 * says so.
 */
record Approvals(List<Approval> all) {
    Approvals {
        all = List.copyOf(all);
    }

    /** Whether a contribution that was approved may stay so, with this pull request as it is now. */
    boolean hold(Contribution before, PullRequest pullRequest) {
        if (before.state() != ContributionState.APPROVED) {
            return true;
        }
        var standing = all.stream().filter(Approval::stands).toList();
        return !standing.isEmpty()
                && standing.stream()
                        .allMatch(approval ->
                                ofPullRequest(pullRequest).apply(approval).isEmpty());
    }

    /** As they are once the contribution is like this, with reasons beside its head and state. */
    Approvals after(Contribution next, Function<Approval, Optional<String>> reasons, Instant now) {
        return new Approvals(ApprovalWords.after(all, next, reasons, now));
    }

    List<String> notes(Contribution contribution) {
        return ApprovalWords.notes(all, contribution);
    }

    /** Reasons that a pull request gives: it has another head, or is for another branch. */
    static Function<Approval, Optional<String>> ofPullRequest(PullRequest pullRequest) {
        return approval -> approval.voidedBy(pullRequest.head(), pullRequest.baseBranch());
    }

    /** The same, and that the checks found something else than those who approved could see. */
    static Function<Approval, Optional<String>> ofFindings(PullRequest pullRequest) {
        return approval -> ofPullRequest(pullRequest)
                .apply(approval)
                .or(() -> Optional.of("the checks find something else than when it was approved"));
    }
}
