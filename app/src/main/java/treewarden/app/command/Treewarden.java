package treewarden.app.command;

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
        footer = {"", "Example:  treewarden demo", "Each command explains itself:  treewarden COMMAND --help"},
        subcommands = {
            DemoCommand.class,
            ValidateCommand.class,
            SampleCommand.class,
            ServeCommand.class,
            CheckConfigCommand.class,
            MigrateCommand.class
        })
public final class Treewarden implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static CommandLine commandLine() {
        return new CommandLine(new Treewarden()).setCaseInsensitiveEnumValuesAllowed(true);
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
