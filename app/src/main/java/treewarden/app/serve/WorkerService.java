package treewarden.app.serve;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import treewarden.app.command.CommandFailed;
import treewarden.app.config.Config.DatabaseSettings;
import treewarden.app.config.WorkerConfig;
import treewarden.app.release.RefuseReleases;
import treewarden.app.release.RunReleases;
import treewarden.app.sdg.OpenSdg;
import treewarden.app.sdg.OpenStudents;
import treewarden.domain.Capability;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.JobHandler;
import treewarden.store.JobRunner;
import treewarden.store.RunnerConfig;

/** A process that runs jobs of releases and nothing else, beside the service, on a machine of its own. */
public final class WorkerService implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final Database database;
    private final @Nullable OpenSdg sdg;
    private final @Nullable OpenStudents students;
    private final Set<Capability> capabilities;
    private final JobRunner runner;
    private final CountDownLatch closed = new CountDownLatch(1);

    private WorkerService(WorkerConfig config, Set<Capability> wanted, Clock wallClock) {
        var releases = config.releases();
        if (releases == null) {
            throw CommandFailed.usage("the configuration has no `releases`, so there is nothing for a worker to do");
        }
        if (!(config.database() instanceof DatabaseSettings.Postgres)) {
            throw CommandFailed.usage(
                    "a worker shares the queue of the service, which SQLite cannot: use PostgreSQL under"
                            + " `database.postgres`, or let `treewarden serve` do everything");
        }
        database = OpenDatabase.inItsTime(config.database(), wallClock);
        var clock = database.clock();
        database.migrate();
        var teacher = config.teacher();
        sdg = teacher == null ? null : OpenSdg.open(teacher, config.documents(), config.cache(), clock);
        students = sdg == null ? null : OpenStudents.open(config.student(), sdg.cache(), clock);
        var artifacts = Artifacts.in(config.artifacts(), Service.LARGEST_ARTIFACT);
        var part = RunReleases.of(
                releases, new RunReleases.Parts(database, artifacts, sdg, teacher, System.getenv(), clock), wanted);
        var missing = wanted.stream()
                .filter(one -> !part.capabilities().contains(one))
                .findFirst();
        if (missing.isPresent()) {
            closeParts();
            throw CommandFailed.usage(
                    missing.get() == Capability.PUBLISH
                            ? "publishing needs the Hub's token in TREEWARDEN_HUB_TOKEN"
                            : "generating and evaluating need the section `teacher`: the teacher writes, and judges");
        }
        capabilities = part.capabilities();
        var handlers = new ArrayList<JobHandler<?>>(part.handlers());
        if (capabilities.contains(Capability.TEACHER) && sdg != null && teacher != null && students != null) {
            handlers.addAll(new SampleHandlers(teacher, config.student(), config.sample())
                    .of(database, artifacts, sdg, students));
        }
        handlers.addAll(RefuseReleases.beside(handlers, capabilities));
        runner = new JobRunner(
                database,
                capabilities,
                handlers,
                RunnerConfig.named("worker-" + ProcessHandle.current().pid())
                        .threads(config.jobs().threads())
                        .polling(config.jobs().polling())
                        .heartbeat(config.jobs().heartbeat()));
        runner.start();
    }

    /** Starts to take jobs. */
    public static WorkerService start(WorkerConfig config, Set<Capability> wanted, Clock clock) {
        return new WorkerService(config, wanted, clock);
    }

    public Set<Capability> capabilities() {
        return capabilities;
    }

    public void awaitClosed() throws InterruptedException {
        closed.await();
    }

    /** Lets running jobs end, or come to where they can be taken up again, and closes. A training goes on by itself. */
    @Override
    public void close() {
        runner.stop(DRAIN);
        closeParts();
        closed.countDown();
    }

    private void closeParts() {
        if (students != null) {
            students.close();
        }
        if (sdg != null) {
            sdg.close();
        }
        database.close();
    }
}
