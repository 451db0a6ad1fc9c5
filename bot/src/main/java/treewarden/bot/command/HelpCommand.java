package treewarden.bot.command;

import java.util.List;
import java.util.stream.Collectors;

/** Says which commands there are. Its text derives from the list of them. */
final class HelpCommand implements CommandBehaviour {
    @Override
    public String name() {
        return "help";
    }

    @Override
    public String does() {
        return "Lists the commands.";
    }

    @Override
    public Who who() {
        return Who.ANYONE;
    }

    @Override
    public List<String> examples() {
        return List.of("/help");
    }

    @Override
    public Needs needs() {
        return Needs.PULL_REQUEST;
    }

    @Override
    public CommandOutcome run(CommandContext context) {
        return CommandOutcome.done(text(context.rules()));
    }

    /** How to write a command, and a row for each that there is under these rules. */
    static String text(CommandRules rules) {
        return new OfferCommands(rules).all().stream().map(HelpCommand::row).collect(Collectors.joining("\n", """
                        A command is a line of its own in a new comment. A reason may go on below it.

                        | command | what it does | who may |
                        |---|---|---|
                        """, ""));
    }

    private static String row(CommandInfo command) {
        return "| `" + command.usage().replace(", ", "`, `") + "` | " + command.does() + " | " + command.who() + " |";
    }
}
