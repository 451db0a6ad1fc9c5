package treewarden.app.command;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import treewarden.app.config.InvalidConfiguration;
import treewarden.app.serve.Parts;

/** Says whether the configuration can be used, and everything that is wrong with it. */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = "Checks the configuration and the secrets, and tells every problem at once. Starts nothing.",
        footer = {"", "Example:  treewarden check-config --config /etc/treewarden/treewarden.yaml"})
final class CheckConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() {
        var read = config.read();
        var problems = new ArrayList<>(Parts.problems(config.file().toString(), read));
        if (!problems.isEmpty()) {
            throw new InvalidConfiguration(problems);
        }
        var out = spec.commandLine().getOut();
        out.println(config.file() + " can be used.");
        out.println("  repositories: " + String.join(", ", read.github().repositories()));
        out.println("  teacher:      "
                + (read.teacher() == null
                        ? "none, so contributions are checked and not sampled"
                        : read.teacher().model() + " at "
                                + read.teacher().urls().get(0)));
        out.println("  listens at:   " + read.server().host() + ":"
                + read.server().port() + ", known as " + read.server().publicUrl());
        return 0;
    }
}
