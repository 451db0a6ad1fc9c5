package treewarden.bot.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.SampleReport;

/** What the comment says of approvals. Logins are what the code host calls people; whoever renders this escapes it. */
public final class ApprovalWords {
    private ApprovalWords() {}

    /** Why a trial that was made with other documents voids an approval; empty where it does not. */
    public static Optional<String> otherDocuments(Approval approval, SampleReport report) {
        return approval.of().hasOtherDocumentsThan(report)
                ? Optional.of("the documents are not those that were approved")
                : Optional.empty();
    }

    /**
     * Approvals as they are once a contribution is like this.
     *
     * @param more reasons beside its head and its state
     */
    public static List<Approval> after(
            List<Approval> all, Contribution next, Function<Approval, Optional<String>> more, Instant now) {
        return all.stream()
                .map(approval -> approval.voidedBy(next)
                        .or(() -> more.apply(approval))
                        .map(why -> approval.voided(now, why))
                        .orElse(approval))
                .toList();
    }

    /** A sentence or two; none where nobody ever approved of it, or where it is over. */
    public static List<String> notes(List<Approval> all, Contribution contribution) {
        var standing = all.stream().filter(Approval::stands).toList();
        if (!standing.isEmpty()) {
            return ofStanding(standing, contribution.state());
        }
        return all.isEmpty() || contribution.state().isOver() ? List.of() : List.of(ofVoid(all, contribution.state()));
    }

    private static List<String> ofStanding(List<Approval> standing, ContributionState state) {
        var who = names(standing);
        var commit = standing.get(0).of().head().brief();
        if (state != ContributionState.APPROVED && !state.isMerged()) {
            return List.of("Approved so far by " + who + ", for commit " + commit
                    + ": it takes another maintainer's approval as well.");
        }
        var notes = new ArrayList<String>();
        notes.add("Approved by " + who + ", for commit " + commit + " and no other."
                + (state.isMerged() ? "" : " A push voids it."));
        var trouble = standing.get(standing.size() - 1).trouble();
        if (trouble != null && !state.isMerged()) {
            notes.add("It was not merged, and is not tried again. " + trouble
                    + ". Set that right and comment /approve again, or merge it by hand.");
        }
        return notes;
    }

    private static String ofVoid(List<Approval> all, ContributionState state) {
        var last = all.get(all.size() - 1);
        var together = all.stream()
                .filter(approval -> approval.of().head().equals(last.of().head())
                        && approval.voidedBecause().equals(last.voidedBecause()))
                .toList();
        return "The approval by " + names(together) + " of commit "
                + last.of().head().brief() + " is void: " + last.voidedBecause() + ". "
                + (state.isMerged()
                        ? "What was merged is not what was approved: a maintainer has to look at it."
                        : "It takes a new one.");
    }

    private static String names(List<Approval> approvals) {
        return approvals.stream()
                .map(approval -> approval.approver().login())
                .distinct()
                .collect(Collectors.joining(" and "));
    }
}
