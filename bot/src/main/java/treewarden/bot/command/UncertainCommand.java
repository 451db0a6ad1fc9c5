package treewarden.bot.command;

import java.util.List;
import treewarden.domain.ContributionState;

/** A triager wants a second opinion: it is a maintainer's turn. */
final class UncertainCommand implements CommandBehaviour {
    @Override
    public String name() {
        return "uncertain";
    }

    @Override
    public String usage() {
        return "/uncertain [REASON]";
    }

    @Override
    public String does() {
        return "Asks a maintainer for a second opinion. A push ends it.";
    }

    @Override
    public Who who() {
        return Who.TRIAGERS;
    }

    @Override
    public List<String> examples() {
        return List.of("/uncertain Is this knowledge, or a skill?");
    }

    @Override
    public Needs needs() {
        return Needs.SEEN_HEAD;
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        return Verdicts.put(context, ContributionState.UNCERTAIN);
    }
}
