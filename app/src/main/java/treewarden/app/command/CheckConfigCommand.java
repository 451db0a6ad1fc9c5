package treewarden.app.command;

import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import treewarden.app.config.InvalidConfiguration;
import treewarden.app.online.CheckOnline;
import treewarden.app.online.Seen;
import treewarden.app.serve.Parts;

/** Says whether the configuration can be used, and everything that is wrong with it. */
@Command(
        name = "check-config",
        mixinStandardHelpOptions = true,
        description = "Checks the configuration and the secrets, and tells every problem at once. Starts nothing.",
        footer = {"", "Example:  treewarden check-config --online --config /etc/treewarden/treewarden.yaml"})
final class CheckConfigCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--online",
            description =
                    "Asks GitHub and the teacher too whether they are as the configuration says, and tells what is missing.")
    private boolean online;

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
        out.println("  sign-in:      "
                + (read.signIn().client() == null
                        ? "nobody, so decisions are made by commands in comments"
                        : "with GitHub, as client " + read.signIn().client().id()));
        return online ? look(new CheckOnline(read)) : 0;
    }

    private int look(CheckOnline check) {
        var out = spec.commandLine().getOut();
        out.println();
        var seen = check.look(Clock.systemUTC());
        seen.forEach(one -> out.printf("%-8s %s%n", one.mark().word(), one.words()));
        var problems =
                seen.stream().filter(one -> one.mark() == Seen.Mark.PROBLEM).count();
        if (problems > 0) {
            throw CommandFailed.bad("not everything is there yet; problems: " + problems);
        }
        return 0;
    }
}
