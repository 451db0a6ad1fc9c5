package treewarden.bot.command;

import treewarden.domain.ContributionState;
import treewarden.domain.Reason;
import treewarden.templates.Markdown;

/** What the commands have in common by which a person decides about a contribution. */
final class Verdicts {
    private Verdicts() {}

    /** It is in this state from now on, for the reason that was given, if one was. */
    static CommandOutcome put(CommandContext context, ContributionState state) {
        var contribution = context.contribution();
        var reason = new Reason(context.command().text(), context.command().by());
        var reply = contribution.state() == ContributionState.APPROVED ? "This withdraws the approval." : "";
        return CommandOutcome.done(reply).with(contribution.inState(state, reason, context.now()));
    }

    /** The same, where the contributor is owed a reason. */
    static CommandOutcome putWithReason(CommandContext context, ContributionState state, String example) {
        return context.command().text().isEmpty()
                ? CommandOutcome.refused("The contributor deserves a reason. Write it behind the command, and below it "
                        + "if it is longer:\n\n" + Markdown.code(example))
                : put(context, state);
    }
}
