package treewarden.bot.command;

import java.util.List;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.JobPayload.CheckContribution;
import treewarden.store.RunOutcome;

/** A maintainer puts the contribution on hold, through pushes too, until a maintainer takes it off or decides it. */
final class HoldCommand implements CommandBehaviour {
    private static final String OFF = "off";

    @Override
    public String name() {
        return "hold";
    }

    @Override
    public String usage() {
        return "/hold [REASON], /hold off";
    }

    @Override
    public String does() {
        return "Puts the contribution on hold, through pushes too. `off` takes it up again.";
    }

    @Override
    public Who who() {
        return Who.MAINTAINERS;
    }

    @Override
    public List<String> examples() {
        return List.of("/hold Until the license of the source is clear.", "/hold off");
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        return context.command().text().equalsIgnoreCase(OFF)
                ? takeOff(context)
                : Verdicts.put(context, ContributionState.ON_HOLD);
    }

    private static CommandOutcome takeOff(CommandContext context) {
        var contribution = context.contribution();
        if (contribution.state() != ContributionState.ON_HOLD) {
            return CommandOutcome.refused(
                    "It is not on hold: it " + contribution.state().clause() + ".");
        }
        var state = without(context, contribution);
        var outcome = CommandOutcome.done("").with(contribution.inState(state, context.now()));
        return state == ContributionState.CHECKING ? outcome.then(new CheckContribution(contribution.id())) : outcome;
    }

    /** Where it would be had nobody put it on hold. What is not plain from what is stored, a check finds out. */
    private static ContributionState without(CommandContext context, Contribution contribution) {
        var run = context.stored().run();
        if (!contribution.head().equals(context.pullRequest().head()) || run.isEmpty()) {
            return ContributionState.CHECKING;
        }
        if (run.get().outcome() == RunOutcome.ERRORS || run.get().outcome() == RunOutcome.REFUSED) {
            return ContributionState.NEEDS_CHANGES;
        }
        return context.stored().sample().isPresent() ? ContributionState.AWAITING_TRIAGE : ContributionState.CHECKING;
    }
}
