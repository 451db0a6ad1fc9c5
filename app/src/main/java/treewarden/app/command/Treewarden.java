package treewarden.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The root of the command line, and the list of the commands. */
@Command(
        name = "treewarden",
        description =
                "Tends a community's taxonomy: validates contributions, samples them with a teacher, lists them for triage.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Treewarden.Version.class,
        footer = {"", "Example:  treewarden demo", "Each command explains itself:  treewarden COMMAND --help"})
public final class Treewarden implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The commands, in the order of the help. */
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    private static Map<String, Supplier<Object>> commands() {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("demo", DemoCommand::new);
        commands.put("validate", ValidateCommand::new);
        commands.put("sample", SampleCommand::new);
        commands.put("generate", GenerateCommand::new);
        commands.put("setup", SetupCommand::new);
        commands.put("serve", ServeCommand::new);
        commands.put("worker", WorkerCommand::new);
        commands.put("release", ReleaseCommand::new);
        commands.put("check-config", CheckConfigCommand::new);
        commands.put("migrate", MigrateCommand::new);
        commands.put("audit", AuditCommand::new);
        commands.put("api-token", ApiTokenCommand::new);
        return commands;
    }

    /** The whole command line. */
    public static CommandLine commandLine() {
        return with(COMMANDS);
    }

    /**
     * The command line for these arguments. Reading the options of a command by reflection takes longer than to check a
     * hundred leaves, so where the first argument names a command the others are left out.
     */
    public static CommandLine commandLine(List<String> arguments) {
        var named = arguments.isEmpty() ? null : COMMANDS.get(arguments.get(0));
        return named == null ? commandLine() : with(Map.of(arguments.get(0), named));
    }

    private static CommandLine with(Map<String, Supplier<Object>> commands) {
        var line = new CommandLine(new Treewarden());
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        return line.setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
    }

    /** The version of the jar, as Maven wrote it into the manifest. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Treewarden.class.getPackage().getImplementationVersion();
            return new String[] {"treewarden " + (version == null ? "(not packaged)" : version)};
        }
    }
}
