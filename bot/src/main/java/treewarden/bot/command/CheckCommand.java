package treewarden.bot.command;

import java.util.List;
import treewarden.domain.Effect.ShowCheck;
import treewarden.domain.JobPayload.CheckContribution;

/** Checks the contribution again and shows the result anew, also where it is the same. */
final class CheckCommand implements CommandBehaviour {
    @Override
    public String name() {
        return "check";
    }

    @Override
    public String does() {
        return "Checks the leaves of the pull request again.";
    }

    @Override
    public Who who() {
        return Who.AUTHOR_AND_TRIAGERS;
    }

    @Override
    public List<String> examples() {
        return List.of("/check");
    }

    @Override
    public Needs needs() {
        return Needs.PULL_REQUEST;
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        var contribution = context.command().contribution();
        var shown = ShowCheck.target(
                contribution.repository(), context.pullRequest().head());
        return CommandOutcome.done("")
                .then(new CheckContribution(contribution))
                .writing(transaction -> transaction.forgeIds().forget(shown));
    }
}
