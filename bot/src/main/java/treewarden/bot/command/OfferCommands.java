package treewarden.bot.command;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.store.Tables;

/** Which commands are offered: none that nobody could carry out in this installation. */
public final class OfferCommands {
    private final CommandRules rules;

    public OfferCommands(CommandRules rules) {
        this.rules = rules;
    }

    /** Those that there are here: for help. */
    public List<CommandInfo> all() {
        return here().map(CommandInfo::of).toList();
    }

    /** What somebody of this standing may ask for while a contribution is in this state: the buttons of a page. */
    public List<CommandInfo> in(ContributionState state, Standing standing) {
        return here().filter(command -> command.who().includes(standing))
                .filter(command -> InStates.whyNot(command.name(), state).isEmpty())
                .map(CommandInfo::of)
                .toList();
    }

    /** The same without those that would find nothing to do for this contribution: nothing under way, nothing that failed. */
    public List<CommandInfo> about(Tables tables, Contribution contribution, Standing standing) {
        var jobs = Stored.jobs(contribution, tables);
        var idle = new HashSet<String>();
        if (CancelCommand.trials(jobs).isEmpty()) {
            idle.add(new CancelCommand().name());
        }
        if (RetryCommand.retriable(jobs, rules).isEmpty()
                && tables.outbox().refusedFor(contribution.id()).isEmpty()) {
            idle.add(new RetryCommand().name());
        }
        if (contribution.state() == ContributionState.MERGED && !ApproveCommand.isMissed(tables, contribution, rules)) {
            idle.add(new ApproveCommand().name());
        }
        return in(contribution.state(), standing).stream()
                .filter(command -> !idle.contains(command.name()))
                .toList();
    }

    private Stream<CommandBehaviour> here() {
        return Commands.behaviours().stream()
                .filter(command -> command.whyNotHere(rules).isEmpty());
    }
}
