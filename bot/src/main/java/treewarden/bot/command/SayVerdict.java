package treewarden.bot.command;

import java.util.Objects;
import treewarden.domain.Contribution;
import treewarden.domain.Effect.Nudge;
import treewarden.domain.Effect.SubmitReview;
import treewarden.templates.DecisionComment;

/**
 * What somebody decided on a page is said on the pull request too, in a comment of its own: who decides in a comment has
 * said it there, and a change of the one comment notifies nobody.
 */
final class SayVerdict {
    private static final DecisionComment COMMENT = new DecisionComment();

    private SayVerdict() {}

    static CommandOutcome with(CommandOutcome outcome, CommandContext context) {
        var after = outcome.contribution();
        if (after == null || !isNews(context.contribution(), after) || !isToBeSaid(outcome, after)) {
            return outcome;
        }
        return outcome.showing(new Nudge(
                after.id(),
                context.occasion("decided"),
                COMMENT.render(after, context.command().by())));
    }

    private static boolean isNews(Contribution before, Contribution after) {
        return before.state() != after.state() || !Objects.equals(before.reason(), after.reason());
    }

    private static boolean isToBeSaid(CommandOutcome outcome, Contribution after) {
        var reason = after.reason();
        var hasReason = reason != null && !reason.words().isEmpty();
        return switch (after.state()) {
            case CHANGES_REQUESTED, REJECTED -> true;
            case UNCERTAIN, ON_HOLD -> hasReason;
            case APPROVED -> outcome.effects().stream().noneMatch(SubmitReview.class::isInstance);
            default -> false;
        };
    }
}
