package treewarden.app.command;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import treewarden.app.config.Config.DatabaseSettings;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.release.ready.CheckBeforeRelease;
import treewarden.app.release.ready.Looked;
import treewarden.app.release.ready.Site;
import treewarden.app.serve.OpenDatabase;
import treewarden.app.serve.WorkerService;
import treewarden.domain.Capability;
import treewarden.worker.release.ModelBefore;
import treewarden.worker.release.ReleaseFolders;

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

    @Option(
            names = "--check",
            description =
                    "Only look whether everything is there that this machine needs for it. Exit code 0: it is; 1: not.")
    private boolean check;

    @Override
    public Integer call() throws InterruptedException {
        if (capabilities.contains(Capability.FORGE)) {
            throw CommandFailed.usage("a worker has no credential of the code host: `forge` is the service's alone");
        }
        var out = spec.commandLine().getOut();
        if (check) {
            boolean ready = Looked.tell(looked(), out);
            out.flush();
            return ready ? 0 : 1;
        }
        var worker = WorkerService.start(config.readForWorker(), EnumSet.copyOf(capabilities), Clock.systemUTC());
        StopOnSignal.close(worker);
        out.println("The worker takes jobs: "
                + worker.capabilities().stream()
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        out.flush();
        worker.awaitClosed();
        return 0;
    }

    private List<Looked> looked() {
        var known = config.readForWorker();
        var releases = known.releases();
        if (releases == null) {
            throw CommandFailed.usage("the configuration has no `releases`, so there is nothing for a worker to do");
        }
        var site = Site.ofAWorker(EnumSet.copyOf(capabilities), System.getenv());
        return new CheckBeforeRelease(
                        releases, known.teacher(), () -> before(known.database(), releases), site, Clock.systemUTC())
                .lookHere();
    }

    /** One that the service has not brought up to date yet knows of no release that could be read here. */
    private static Optional<ModelBefore> before(DatabaseSettings settings, ReleaseSettings releases) {
        try (var database = OpenDatabase.beside(settings, Clock.systemUTC())) {
            var folders = new ReleaseFolders(releases.folder());
            return database.isOutdated()
                    ? Optional.empty()
                    : database.read(tables -> ModelBefore.ofTheNext(tables, folders, releases.model()));
        }
    }
}
