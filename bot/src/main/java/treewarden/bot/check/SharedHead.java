package treewarden.bot.check;

import java.util.List;
import java.util.Set;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Effect;
import treewarden.domain.Effect.ShowCheck;
import treewarden.domain.JobPayload.CheckContribution;
import treewarden.store.Tables;
import treewarden.store.Transaction;

/**
 * Pull requests with the same head commit, into two branches say, share its check run, since GitHub has one for a commit and
 * a name. The worst result wins: a check that passes must not open a branch to what fails there. When the one that fails
 * moves on, the others are shown.
 */
final class SharedHead {
    private static final Set<ContributionState> OVER = Set.of(
            ContributionState.CLOSED, ContributionState.MERGED, ContributionState.RELEASED, ContributionState.REJECTED);

    private SharedHead() {}

    /** The effects without our check, where another open contribution with this head has errors and ours has none. */
    static List<Effect> worstWins(List<Effect> effects, Contribution ours, Tables tables) {
        var isBeaten =
                ours.errors() == 0 && others(ours, ours.head(), tables).stream().anyMatch(other -> other.errors() > 0);
        return isBeaten
                ? effects.stream()
                        .filter(effect -> !(effect instanceof ShowCheck))
                        .toList()
                : effects;
    }

    /** What was shown of the head for us is not shown for us any more: whoever shares it is checked, and shown, again. */
    static void release(Contribution before, Contribution next, Transaction transaction) {
        var isLeft = !before.head().equals(next.head()) || OVER.contains(next.state());
        if (before.errors() == 0 || !(isLeft || next.errors() == 0)) {
            return;
        }
        var others = others(before, before.head(), transaction);
        if (!others.isEmpty()) {
            transaction.forgeIds().forget(ShowCheck.target(before.id().repository(), before.head()));
            others.forEach(other -> transaction.enqueue(new CheckContribution(other.id())));
        }
    }

    private static List<Contribution> others(Contribution ours, CommitId head, Tables tables) {
        return tables.contributions().withHead(ours.id().repository(), head).stream()
                .filter(other -> !other.id().equals(ours.id()) && !OVER.contains(other.state()))
                .toList();
    }
}
