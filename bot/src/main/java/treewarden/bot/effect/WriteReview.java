package treewarden.bot.effect;

import java.util.List;
import treewarden.bot.approval.RecheckApproval;
import treewarden.bot.approval.RecheckApproval.Standing;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.Effect.DismissReview;
import treewarden.domain.Effect.SubmitReview;
import treewarden.forge.Review;

/** Our review approves a commit while its approval stands, and no longer. A review is ours when its author has our id. */
final class WriteReview {
    private WriteReview() {}

    /** What is not approved at this moment needs no review: what was approved is void, or soon will be. */
    static Step submit(SubmitReview effect, EffectContext context, RecheckApproval recheck) {
        int number = effect.contribution().number();
        var pullRequest = context.forge().pullRequest(number);
        if (!pullRequest.open()
                || !pullRequest.head().equals(effect.head())
                || recheck.beforeReview(effect.contribution(), pullRequest) instanceof Standing.Void) {
            return Step.FOUND_DONE;
        }
        if (!approving(effect.contribution(), effect.head(), context).isEmpty()) {
            return Step.FOUND_DONE;
        }
        context.forge().approve(number, effect.head(), effect.markdown());
        return Step.WROTE_AND_DONE;
    }

    static Step dismiss(DismissReview effect, EffectContext context) {
        var reviews = approving(effect.contribution(), effect.head(), context);
        if (reviews.isEmpty()) {
            return Step.FOUND_DONE;
        }
        var why = "The approval is void: " + effect.why() + ".";
        context.forge()
                .dismissReview(effect.contribution().number(), reviews.get(0).id(), why);
        return reviews.size() == 1 ? Step.WROTE_AND_DONE : Step.WROTE_AND_GOES_ON;
    }

    private static List<Review> approving(ContributionId contribution, CommitId head, EffectContext context) {
        return context.forge().reviews(contribution.number()).stream()
                .filter(review -> review.author().id() == context.self().bot().id())
                .filter(review -> review.state() == Review.State.APPROVED && head.equals(review.commit()))
                .toList();
    }
}
