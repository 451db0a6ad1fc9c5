package treewarden.app.command;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import treewarden.app.serve.Service;

/** Runs the service until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Runs the webhook service, the triage page and the jobs of this machine.",
        footer = {"", "Example:  treewarden serve --config /etc/treewarden/treewarden.yaml"})
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Override
    public Integer call() throws InterruptedException {
        var service = Service.start(config.read(), Clock.systemUTC());
        StopOnSignal.close(service);
        var out = spec.commandLine().getOut();
        out.println("Treewarden is ready at " + service.url());
        out.flush();
        service.awaitClosed();
        return 0;
    }
}
