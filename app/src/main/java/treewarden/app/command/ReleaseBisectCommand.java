package treewarden.app.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import treewarden.app.config.WorkerConfig;
import treewarden.app.release.ReleaseHandlers;
import treewarden.app.sdg.OpenSdg;
import treewarden.app.serve.OpenDatabase;
import treewarden.app.serve.Service;
import treewarden.domain.release.ReleaseStage;
import treewarden.store.Artifacts;
import treewarden.store.JobContext;
import treewarden.store.JobId;
import treewarden.store.Transaction;
import treewarden.worker.evaluate.BisectLeaves;
import treewarden.worker.release.BisectRelease;
import treewarden.worker.release.BisectRelease.Result;
import treewarden.worker.release.ReleaseFolders;
import treewarden.worker.release.TryWithout;

/** {@code treewarden release bisect}: which leaves hurt a candidate. */
@Command(
        name = "bisect",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the leaves that hurt a candidate which did not pass the gate: trains and examines it again without some of"
                    + " them, by halves, until it is known.",
            "It needs what a worker with an accelerator needs, takes as long as so many releases, and runs here until it is"
                    + " done. Ended, it goes on where it was when the same command is run again."
        },
        footer = {"", "Example:  treewarden release bisect release-20261123 --most 12"})
final class ReleaseBisectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Parameters(paramLabel = "RELEASE")
    private String name = "";

    @Option(
            names = "--suspect",
            paramLabel = "LEAF",
            description = "A folder of a leaf, the most suspect first; may be given often (default: all that is new or"
                    + " changed in the release, those first whose questions are answered worse).")
    private List<String> suspects = List.of();

    @Option(
            names = "--most",
            defaultValue = "20",
            paramLabel = "NUMBER",
            description = "Trainings that it may take, those of an earlier run of this command among them (default:"
                    + " ${DEFAULT-VALUE}).")
    private int most = 20;

    @Override
    public Integer call() {
        var settings = config.readForWorker();
        var releases = settings.releases();
        var teacher = settings.teacher();
        if (releases == null || teacher == null) {
            throw CommandFailed.usage("the configuration needs `releases`, and `teacher`, which judges");
        }
        var clock = Clock.systemUTC();
        try (var database = OpenDatabase.beside(settings.database(), clock);
                var sdg = OpenSdg.open(teacher, settings.documents(), settings.cache(), clock)) {
            var release = ReleaseCommand.find(database, name);
            var of = database.read(tables -> TryWithout.of(release, tables));
            var handlers = new ReleaseHandlers(releases, database, artifacts(settings), clock);
            var trials = new TryWithout(
                    of, handlers.training(System.getenv(), sdg, teacher), new ReleaseFolders(releases.folder()));
            var among = suspects.isEmpty() ? BisectRelease.suspects(of) : suspects;
            announce(of, among);
            return told(new BisectRelease(trials, among, most).run(new Watching(clock)));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.bad(String.valueOf(e.getMessage()));
        } finally {
            out().flush();
        }
    }

    private static Artifacts artifacts(WorkerConfig settings) {
        return Artifacts.in(settings.artifacts(), Service.LARGEST_ARTIFACT);
    }

    private void announce(TryWithout.Of of, List<String> among) {
        out().printf("%d leaves are suspected.%s%n", among.size(), took(of));
        out().flush();
    }

    /** What a training takes, by what it took for the release itself. */
    private static String took(TryWithout.Of of) {
        var mixed = of.at(ReleaseStage.MIX);
        var evaluated = of.at(ReleaseStage.EVALUATE);
        if (mixed.isEmpty() || evaluated.isEmpty()) {
            return "";
        }
        long minutes = Math.max(
                1,
                Duration.between(mixed.get().endedAt(), evaluated.get().endedAt())
                        .toMinutes());
        return " Each training takes about " + minutes + " minutes, as for the release.";
    }

    private int told(Result result) {
        if (result instanceof Result.Found found) {
            out().println("These hurt; without them the candidate is not worse:");
            list(found.hurting());
            out().println("Keep them out of every release with:");
            new TreeSet<>(found.hurting())
                    .forEach(leaf -> out().println("  treewarden release exclude " + leaf + " --why \"...\""));
            return 0;
        }
        if (result instanceof Result.NoneOfThem) {
            out().println(
                            "None of them: without all of them the candidate is as bad. Look at the other leaves (--suspect),"
                                    + " the recipe, or the base model.");
            return 1;
        }
        if (result instanceof Result.OutOfTrainings left) {
            out().println("No training is left; allow more with --most. Those that hurt are among these:");
            list(left.among());
            return 1;
        }
        throw CommandFailed.bad(((Result.Stopped) result).why());
    }

    private void list(Set<String> leaves) {
        new TreeSet<>(leaves).forEach(leaf -> out().println("  " + leaf));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private final class Watching implements BisectRelease.Watch {
        private final Clock clock;

        Watching(Clock clock) {
            this.clock = clock;
        }

        @Override
        public JobContext begins(int number, Set<String> without) {
            out().printf("Training %d of at most %d, without %s%n", number, most, words(without));
            out().flush();
            return new AtTheTerminal(clock);
        }

        @Override
        public void ended(int number, TryWithout.Ended.Tried tried) {
            var verdict = tried.verdict() == BisectLeaves.Verdict.MENDED ? "better" : "as bad";
            out().println("  " + verdict + (tried.words().isEmpty() ? "" : ": " + tried.words()));
            out().flush();
        }

        private static String words(Set<String> without) {
            return without.size() == 1 ? without.iterator().next() : without.size() + " leaves";
        }
    }

    /** What a job is where there is no queue: nobody takes it over. Ctrl-C ends the command, and not the training. */
    private record AtTheTerminal(Clock clock) implements JobContext {
        @Override
        public JobId id() {
            return new JobId(0);
        }

        @Override
        public int attempt() {
            return 1;
        }

        @Override
        public void progress(int done, int of, String what) {
            if (System.console() != null) {
                System.err.printf("\r\033[K  %s", Objects.requireNonNullElse(what, ""));
                System.err.flush();
            }
        }

        @Override
        public boolean cancelled() {
            return Thread.currentThread().isInterrupted();
        }

        @Override
        public void fence() {}

        @Override
        public void write(Consumer<Transaction> work) {
            throw new IllegalStateException("a trial writes nothing to the database");
        }
    }
}
