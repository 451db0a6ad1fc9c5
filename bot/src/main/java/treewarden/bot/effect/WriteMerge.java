package treewarden.bot.effect;

import java.util.Optional;
import java.util.function.Consumer;
import treewarden.bot.approval.RecheckApproval;
import treewarden.bot.approval.RecheckApproval.Standing;
import treewarden.bot.check.ShowContribution;
import treewarden.domain.ContributionId;
import treewarden.domain.Effect.Merge;
import treewarden.domain.JobPayload.CheckContribution;
import treewarden.forge.MergeResult;
import treewarden.store.Transaction;

/**
 * A pull request is merged, if its approval stands when it is asked for the last time, and only at the head that was
 * approved: the code host compares that once more, so that no push can come in between.
 */
final class WriteMerge {
    private static final String BY = "treewarden";

    private WriteMerge() {}

    /** @throws NotMerged where the code host does not merge it as things are */
    static Step step(Merge effect, EffectContext context, RecheckApproval recheck, ShowContribution shown) {
        var id = effect.contribution();
        if (!context.forge().pullRequest(id.number()).open()) {
            context.remembered().afterwards(transaction -> transaction.enqueue(new CheckContribution(id)));
            return Step.FOUND_DONE;
        }
        var standing = recheck.beforeMerge(id, context.forge());
        if (standing instanceof Standing.Void nothing) {
            context.remembered().afterwards(voiding(effect, nothing.why()));
            return Step.FOUND_DONE;
        }
        var approved = ((Standing.Valid) standing).approvals().get(0).of().head();
        if (!approved.equals(effect.head())) {
            // Approved anew since: that has a merge of its own.
            return Step.FOUND_DONE;
        }
        var result = context.forge().merge(id.number(), effect.head(), effect.method());
        if (result instanceof MergeResult.NotNow refused) {
            throw new NotMerged(refused.why(), givenUp(id, refused.why(), shown));
        }
        if (result instanceof MergeResult.HeadMoved) {
            context.remembered().afterwards(voiding(effect, "the head was pushed to"));
            return Step.FOUND_DONE;
        }
        return Step.WROTE_AND_DONE;
    }

    /** The approvals of that head are no more, and a check finds out what the contribution is without them. */
    private static Consumer<Transaction> voiding(Merge effect, String why) {
        return transaction -> {
            transaction
                    .contributions()
                    .find(effect.contribution())
                    .ifPresent(contribution -> transaction.voidApprovals(
                            contribution,
                            approval ->
                                    approval.of().head().equals(effect.head()) ? Optional.of(why) : Optional.empty(),
                            BY));
            transaction.enqueue(new CheckContribution(effect.contribution()));
        };
    }

    /** The comment says why. */
    private static Consumer<Transaction> givenUp(ContributionId id, String why, ShowContribution shown) {
        return transaction -> {
            transaction.approvals().trouble(id, why);
            transaction
                    .contributions()
                    .find(id)
                    .ifPresent(it -> transaction.show(it.repository(), shown.effects(transaction, it)));
        };
    }

    /** The code host may merge it later; what is to be written where it is not tried again. */
    static final class NotMerged extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Consumer<Transaction> givenUp;

        NotMerged(String why, Consumer<Transaction> givenUp) {
            super(why);
            this.givenUp = givenUp;
        }

        Consumer<Transaction> givenUp() {
            return givenUp;
        }
    }
}
