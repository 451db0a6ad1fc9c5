package treewarden.bot.approval;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Approval;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.SampleReport;
import treewarden.forge.PullRequest;
import treewarden.forge.RepositoryForge;
import treewarden.store.Database;

/**
 * Whether what is approved is what there is, at this moment: asked right before each step that cannot be taken back. What is
 * stored is never enough for a yes, the code host is asked for the pull request; where it cannot be asked, the
 * {@link treewarden.forge.ForgeException} is the caller's, and nothing may follow.
 *
 * <p>Who approved must still be a maintainer when it is merged, because until then the merge would be ours in their name. Once
 * it is merged the approval stays what it was: people leave, and what they have seen does not become unseen.
 */
public final class RecheckApproval {
    private final Database database;
    private final ApprovalRules rules;
    private final Maintainers maintainers;

    public RecheckApproval(Database database, ApprovalRules rules, Maintainers maintainers) {
        this.database = database;
        this.rules = rules;
        this.maintainers = maintainers;
    }

    /** How an approval stands. */
    public sealed interface Standing {
        /** All that it takes. What may follow is of their head, their leaves and their documents alone. */
        record Valid(List<Approval> approvals) implements Standing {
            public Valid {
                approvals = List.copyOf(approvals);
            }
        }

        /** Nothing may follow: a clause for people, such as {@code the head moved to abc1234}. */
        record Void(String why) implements Standing {}
    }

    /** Whether our review may say that this pull request, which was read just now, is approved. */
    public Standing beforeReview(ContributionId id, PullRequest pullRequest) {
        var stored = stored(id);
        return standing(
                stored, stored.whyNot(rules, ContributionState.APPROVED::equals).or(() -> whyNot(stored, pullRequest)));
    }

    /** Whether an open pull request may be merged. */
    public Standing beforeMerge(ContributionId id, RepositoryForge forge) {
        var stored = stored(id);
        return standing(
                stored,
                stored.whyNot(rules, ContributionState.APPROVED::equals)
                        .or(() -> whoMayNotAnyMore(stored, forge))
                        // Last, so that as little as can be happens between this look and the merge.
                        .or(() -> whyNot(stored, forge.pullRequest(id.number()))));
    }

    /** Whether a merged pull request may become part of a release. */
    public Standing beforeRelease(ContributionId id, RepositoryForge forge) {
        var stored = stored(id);
        var pullRequest = forge.pullRequest(id.number());
        if (!pullRequest.merged()) {
            return new Standing.Void("it is not merged");
        }
        // The event of the merge may be late: it is the code host that says that it is merged.
        return standing(
                stored,
                stored.whyNot(rules, state -> state == ContributionState.APPROVED || state.isMerged())
                        .or(() -> whyNot(stored, pullRequest)));
    }

    /** What is known here of whether a merged pull request may become part of a release: enough to count, and for nothing else. */
    public Standing asKnown(ContributionId id) {
        var stored = stored(id);
        return standing(stored, stored.whyNot(rules, ContributionState::isMerged));
    }

    private static Standing standing(Stored stored, Optional<String> whyNot) {
        return whyNot.<Standing>map(Standing.Void::new).orElseGet(() -> new Standing.Valid(stored.approvals()));
    }

    private static Optional<String> whyNot(Stored stored, PullRequest pullRequest) {
        return stored.approvals().stream()
                .flatMap(approval ->
                        approval.approver().id() == pullRequest.author().id()
                                ? Optional.of("its author cannot approve it").stream()
                                : approval.voidedBy(pullRequest.head(), pullRequest.baseBranch()).stream())
                .findFirst();
    }

    private Optional<String> whoMayNotAnyMore(Stored stored, RepositoryForge forge) {
        return stored.approvals().stream()
                .map(Approval::approver)
                .filter(approver -> !maintainers.has(approver, forge))
                .map(approver -> approver.login() + " may not approve here any more")
                .findFirst();
    }

    private Stored stored(ContributionId id) {
        return database.read(tables -> {
            var contribution = tables.contributions().find(id);
            return new Stored(
                    contribution.orElse(null),
                    tables.approvals().standing(id),
                    contribution.flatMap(known -> tables.samples().find(id, known.head())));
        });
    }

    /** What is known of it. */
    private record Stored(
            @Nullable Contribution contribution, List<Approval> approvals, Optional<SampleReport> sample) {
        Optional<String> whyNot(ApprovalRules rules, Predicate<ContributionState> in) {
            if (contribution == null || approvals.isEmpty()) {
                return Optional.of("nobody approved it");
            }
            if (!in.test(contribution.state())) {
                return Optional.of("the contribution " + contribution.state().clause());
            }
            if (approvals.size() < rules.approvers()) {
                return Optional.of("it has " + approvals.size() + " of " + rules.approvers() + " approvals");
            }
            return approvals.stream()
                    .flatMap(approval -> approval
                            .voidedBy(contribution)
                            .or(() -> sample.flatMap(report -> ApprovalWords.otherDocuments(approval, report)))
                            .stream())
                    .findFirst();
        }
    }
}
