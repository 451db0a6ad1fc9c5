package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.JobPayload.StopTraining;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.JobHandler;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;
import treewarden.worker.train.EndTraining;
import treewarden.worker.train.Handle;
import treewarden.worker.train.Launcher;
import treewarden.worker.train.RunState;
import treewarden.worker.train.TrainingLimits;

/** The job that stops a trainer, in the queue beside the trainings. */
class StopCancelledTrainingTest {
    private static final ReleaseId NEXT = new ReleaseId("release-20261124");

    @TempDir
    Path home;

    private final SettableClock clock = new SettableClock(Bench.NOON);
    private final Cluster cluster = new Cluster();
    private final List<ReleaseId> trained = new ArrayList<>();
    private Database database;
    private ReleaseFolders folders;

    @BeforeEach
    void aReleaseIsTrainedWithoutAWorker() throws IOException {
        database = Database.open(DatabaseConfig.sqlite(home.resolve("db")), clock);
        database.migrate();
        folders = new ReleaseFolders(home.resolve("releases"));
        isToBeTrained(Bench.ID, Bench.MODEL);
        work(training(new StageEnd.GaveUp("its worker is lost")));
        trained.clear();
        Files.createDirectories(folders.training(Bench.ID).path());
        Files.writeString(
                folders.training(Bench.ID).path().resolve("run.json"), """
                {"schema": 1, "launcher": "slurm", "plan": "%s", "start": 1, "idle": 0, "events_from": 0,
                 "nonce": "%s", "told": false, "handle": {"kind": "slurm", "job": "4711"}}
                """.formatted("0".repeat(64), "1".repeat(32)));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theTrainerIsToldAndTheJobSaysWhatCameOfIt() {
        cancel();

        work(stopping());

        assertThat(cluster.told).containsExactly(Launcher.Stop.ASK);
        assertThat(job().state()).isEqualTo(JobState.DONE);
        assertThat(job().result()).isEqualTo("release-20261123: the trainer was stopped");
    }

    @Test
    void aReleaseThatGoesOnIsLeftAlone() {
        database.run(transaction -> transaction.enqueue(new StopTraining(Bench.ID)));

        work(stopping());

        assertThat(cluster.told).isEmpty();
        assertThat(job().result()).isEqualTo("dropped: release-20261123 is not over");
    }

    @Test
    void theNextTrainingBeginsOnceTheTrainerIsGone() {
        cancel();
        isToBeTrained(NEXT, "community/other");

        work(training(new StageEnd.Failed("not asked for")));
        assertThat(trained).as("while the other one has the accelerator").isEmpty();
        assertThat(nextTraining().lastError())
                .isEqualTo("release-20261123 was cancelled, and its trainer is stopped first: job " + job().id());
        work(stopping());
        clock.advance(Duration.ofMinutes(1));
        work(training(new StageEnd.Failed("not asked for")));

        assertThat(trained).contains(NEXT);
    }

    @Test
    void aClusterThatIsDownIsAskedAgainLater() {
        cluster.isDown = true;
        cancel();
        work(stopping());
        assertThat(job().state()).isEqualTo(JobState.QUEUED);
        assertThat(job().lastError()).startsWith("Nobody says whether the trainer has ended. It is down.");

        cluster.isDown = false;
        clock.advance(Duration.ofMinutes(1));
        work(stopping());

        assertThat(job().state()).isEqualTo(JobState.DONE);
    }

    @Test
    void whatNoOtherWorkerCanDoEitherIsForAPersonAndStandsInNobodysWay() throws IOException {
        var record = folders.training(Bench.ID).path().resolve("run.json");
        Files.writeString(
                record, Files.readString(record).replace("\"launcher\": \"slurm\"", "\"launcher\": \"local\""));
        cancel();
        for (int worker = 1; worker <= 3; worker++) {
            assertThat(job().state()).as("before worker %s", worker).isEqualTo(JobState.QUEUED);
            work(stopping());
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(job().state()).isEqualTo(JobState.FAILED);
        assertThat(job().lastError()).startsWith("The trainer was started by the launcher local");
        isToBeTrained(NEXT, "community/other");

        work(training(new StageEnd.Failed("not asked for")));

        assertThat(trained).contains(NEXT);
    }

    private void isToBeTrained(ReleaseId id, String model) {
        database.run(transaction -> {
            var releases = transaction.writeReleases();
            releases.start(Release.start(id, model, 7, "grace", clock.instant()));
            for (var stage : List.of(ReleaseStage.PLAN, ReleaseStage.GENERATE, ReleaseStage.MIX)) {
                releases.finish(id, stage, new Mixed(Map.of(), 0, 0, 0), "done");
            }
        });
    }

    private void cancel() {
        database.run(transaction -> assertThat(transaction.writeReleases().cancel(Bench.ID, "grace", "not today"))
                .isEmpty());
    }

    private JobHandler<?> stopping() {
        var limits = TrainingLimits.USUAL;
        var hasty = new TrainingLimits(
                limits.silence(), limits.lost(), Duration.ZERO, limits.tries(), Duration.ZERO, Duration.ZERO);
        return new StopCancelledTraining(database, folders, new EndTraining(cluster, hasty));
    }

    private JobHandler<?> training(StageEnd end) {
        return new RunStage(database, folders, new Stage() {
            @Override
            public ReleaseStage stage() {
                return ReleaseStage.TRAIN;
            }

            @Override
            public StageEnd run(StageContext context) {
                trained.add(context.id());
                return end;
            }
        });
    }

    private void work(JobHandler<?> handler) {
        new JobRunner(database, EnumSet.of(Capability.GPU), List.of(handler), RunnerConfig.named("gpu"))
                .runUntilQuiet();
    }

    private Job job() {
        return database.read(tables -> tables.jobs().latest(new StopTraining(Bench.ID).key()))
                .orElseThrow();
    }

    private Job nextTraining() {
        return database.read(tables -> tables.jobs().latest(new RunReleaseStage(NEXT, ReleaseStage.TRAIN).key()))
                .orElseThrow();
    }

    /** Its one job trains until it is told to stop. */
    private static final class Cluster implements Launcher {
        private final List<Stop> told = new ArrayList<>();
        private boolean isDown;

        @Override
        public String kind() {
            return "slurm";
        }

        @Override
        public Handle start(Start start) {
            throw new UnsupportedOperationException("nothing is started to be stopped");
        }

        @Override
        public Optional<Handle> find(Start start) {
            return Optional.empty();
        }

        @Override
        public RunState poll(Start start, Handle handle) {
            return isDown
                    ? new RunState.Unreachable("It is down.")
                    : told.isEmpty() ? new RunState.Reported() : new RunState.Gone("Slurm ended job 4711.");
        }

        @Override
        public void stop(Start start, Handle handle, Stop how) {
            if (!isDown) {
                told.add(how);
            }
        }
    }
}
