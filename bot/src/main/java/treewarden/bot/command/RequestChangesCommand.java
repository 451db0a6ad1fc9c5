package treewarden.bot.command;

import java.util.List;
import treewarden.domain.ContributionState;

/** A triager wants something changed, and says what. The next push ends it. */
final class RequestChangesCommand implements CommandBehaviour {
    private static final String EXAMPLE = "/request-changes The five questions are one question in five wordings.";

    @Override
    public String name() {
        return "request-changes";
    }

    @Override
    public String usage() {
        return "/request-changes REASON";
    }

    @Override
    public String does() {
        return "Asks the contributor for changes, and says which. A push ends it.";
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
        return Verdicts.putWithReason(context, ContributionState.CHANGES_REQUESTED, EXAMPLE);
    }
}
