package treewarden.bot.command;

import java.util.List;
import treewarden.domain.ContributionState;

/** A triager rejects the contribution, and says why. A sample of it that is still under way is of no use any more. */
final class RejectCommand implements CommandBehaviour {
    private static final String EXAMPLE = "/reject The model answers these already; see the sample above.";

    @Override
    public String name() {
        return "reject";
    }

    @Override
    public String usage() {
        return "/reject REASON";
    }

    @Override
    public String does() {
        return "Rejects the contribution, and says why. The pull request stays open; a push to it begins anew.";
    }

    @Override
    public Who who() {
        return Who.TRIAGERS;
    }

    @Override
    public List<String> examples() {
        return List.of(EXAMPLE);
    }

    @Override
    public Needs needs() {
        return Needs.SEEN_HEAD;
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        var outcome = Verdicts.putWithReason(context, ContributionState.REJECTED, EXAMPLE);
        return outcome.contribution() == null ? outcome : CancelCommand.cancelling(context, outcome);
    }
}
