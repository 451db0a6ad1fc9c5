package treewarden.bot.command;

import java.util.List;
import java.util.Optional;
import treewarden.domain.ContributionState;

/**
 * A command as help, pages and documents tell of it.
 *
 * @param usage how it is written: {@code /reject REASON}
 * @param does what it does, a sentence without a subject
 * @param who who may give it, in words
 * @param examples lines that could stand in a comment
 */
public record CommandInfo(String name, String usage, String does, String who, List<String> examples) {
    public CommandInfo {
        examples = List.copyOf(examples);
    }

    static CommandInfo of(CommandBehaviour command) {
        return new CommandInfo(
                command.name(), command.usage(), command.does(), command.who().words(), command.examples());
    }

    /** Why it may not be given for a contribution in this state, a sentence; empty where it may. */
    public Optional<String> whyNot(ContributionState state) {
        return InStates.whyNot(name, state);
    }
}
