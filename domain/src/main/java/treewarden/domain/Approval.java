package treewarden.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One person's word that a contribution may become part of the taxonomy: of one commit, and of nothing that comes after.
 *
 * @param permission what the approver was allowed on the repository when they gave it, in lower case: {@code maintain}
 * @param comment the code host's id of the comment that gave it; null where it was given on a page
 * @param trouble why the code host did not merge it, in its words; null where it did not refuse
 * @param voided null as long as it stands
 */
public record Approval(
        ContributionId contribution,
        ApprovedContent of,
        Person approver,
        String permission,
        @Nullable Long comment,
        Instant at,
        @Nullable String trouble,
        @Nullable Voided voided) {

    /** When and why an approval ceased to stand: a clause for people, such as {@code the head moved to abc1234}. */
    public record Voided(Instant at, String why) {}

    public boolean stands() {
        return voided == null;
    }

    /** Why it does not stand any more; empty text where it does. */
    public String voidedBecause() {
        return voided == null ? "" : voided.why();
    }

    /** The same, which does not stand any more. */
    public Approval voided(Instant now, String why) {
        return stands()
                ? new Approval(contribution, of, approver, permission, comment, at, trouble, new Voided(now, why))
                : this;
    }

    /** Why it stands no more once the contribution is like this; empty where it does. */
    public Optional<String> voidedBy(Contribution next) {
        if (!of.head().equals(next.head())) {
            return Optional.of(
                    next.state().isMerged()
                            ? "it was merged at commit " + next.head().brief() + ", which nobody approved"
                            : movedTo(next.head()));
        }
        return next.state().keepsApprovals()
                ? Optional.empty()
                : Optional.of("the contribution " + next.state().clause());
    }

    /** Why it stands no more where the pull request has this head and base; empty where it does. */
    public Optional<String> voidedBy(CommitId head, String baseBranch) {
        if (!of.head().equals(head)) {
            return Optional.of(movedTo(head));
        }
        return of.baseBranch().equals(baseBranch)
                ? Optional.empty()
                : Optional.of("the base branch is " + Printable.plain(baseBranch) + " now, and it was "
                        + Printable.plain(of.baseBranch()));
    }

    private static String movedTo(CommitId head) {
        return "the head moved to " + head.brief();
    }
}
