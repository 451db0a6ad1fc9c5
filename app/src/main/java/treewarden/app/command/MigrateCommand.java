package treewarden.app.command;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import treewarden.app.serve.OpenDatabase;

/** Makes the database, or brings it to the form that this version wants. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Makes the database, or brings it up to date. Safe to repeat; forward only.",
        footer = {"", "Example:  treewarden migrate --config /etc/treewarden/treewarden.yaml"})
final class MigrateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() {
        try (var database = OpenDatabase.of(config.read().database(), Clock.systemUTC())) {
            var outdated = database.isOutdated();
            database.migrate();
            spec.commandLine()
                    .getOut()
                    .println(outdated ? "The database is up to date now." : "The database was up to date already.");
            return 0;
        }
    }
}
