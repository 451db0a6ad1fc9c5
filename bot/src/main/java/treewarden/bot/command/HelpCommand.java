package treewarden.bot.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says which commands there are. Its text derives from them. */
final class HelpCommand implements CommandBehaviour {
    private final List<CommandBehaviour> others;

    HelpCommand(List<CommandBehaviour> others) {
        this.others = others;
    }

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
    public CommandOutcome run(CommandContext context) {
        return CommandOutcome.done(text());
    }

    /** One row for each command, and how to write one. */
    String text() {
        var all = new ArrayList<>(others);
        all.add(this);
        return all.stream().map(HelpCommand::row).collect(Collectors.joining("\n", """
                        A command is a line of its own in a new comment.

                        | command | what it does | who may |
                        |---|---|---|
                        """, ""));
    }

    private static String row(CommandBehaviour command) {
        var examples = command.examples().stream().map(line -> "`" + line + "`").collect(Collectors.joining(" "));
        return "| " + examples + " | " + command.does() + " | " + command.who().words() + " |";
    }
}
