package treewarden.app.command;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import treewarden.app.serve.WorkerService;
import treewarden.domain.Capability;

/** Runs the jobs that this machine can do, until it is told to stop. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = {
            "Takes jobs that this machine can do from the queue of the service, which must be on PostgreSQL.",
            "It needs no credential of the code host: do not put one on a machine that trains."
        },
        footer = {"", "Example:  treewarden worker --config worker.yaml --capabilities gpu"})
final class WorkerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--capabilities",
            split = ",",
            defaultValue = "teacher,gpu",
            paramLabel = "WHAT",
            description =
                    "teacher: samples and data; gpu: trains and evaluates; publish: decides and publishes, with the Hub's"
                            + " token (default: ${DEFAULT-VALUE}).")
    private List<Capability> capabilities = List.of();

    @Override
    public Integer call() throws InterruptedException {
        if (capabilities.contains(Capability.FORGE)) {
            throw CommandFailed.usage("a worker has no credential of the code host: `forge` is the service's alone");
        }
        var worker = WorkerService.start(config.readForWorker(), EnumSet.copyOf(capabilities), Clock.systemUTC());
        StopOnSignal.close(worker);
        var out = spec.commandLine().getOut();
        out.println("The worker takes jobs: "
                + worker.capabilities().stream()
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        out.flush();
        worker.awaitClosed();
        return 0;
    }
}
