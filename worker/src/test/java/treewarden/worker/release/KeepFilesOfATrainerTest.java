package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.StopTraining;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.sandbox.time.SettableClock;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobRunner;
import treewarden.store.RunnerConfig;

/** What says where a trainer runs stays until that one is stopped. */
class KeepFilesOfATrainerTest {
    @TempDir
    Path home;

    private final SettableClock clock = new SettableClock(Bench.NOON);
    private Database database;
    private ReleaseFolders folders;

    @BeforeEach
    void aReleaseIsCancelledWhoseTrainerNobodyFollows() throws IOException {
        database = Database.open(DatabaseConfig.sqlite(home.resolve("db")), clock);
        database.migrate();
        folders = new ReleaseFolders(home.resolve("releases"));
        Files.createDirectories(folders.training(Bench.ID).path());
        database.run(transaction -> {
            var releases = transaction.writeReleases();
            releases.start(Release.start(Bench.ID, Bench.MODEL, 7, "grace", clock.instant()));
            for (var stage : List.of(ReleaseStage.PLAN, ReleaseStage.GENERATE, ReleaseStage.MIX)) {
                releases.finish(Bench.ID, stage, new Mixed(Map.of(), 0, 0, 0), "done");
            }
        });
        onTheAccelerator(JobKind.TRAIN_MODEL, new JobResult.GaveUp("the cluster is down"));
        database.run(transaction -> transaction.writeReleases().cancel(Bench.ID, "grace", "not today"));
        clock.advance(Duration.ofDays(8));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void itStaysUntilAWorkerHasStoppedItOrAPersonHas() {
        assertThat(sweep()).as("while no worker can stop it").isEmpty();
        onTheAccelerator(JobKind.STOP_TRAINING, new JobResult.GaveUp("a person has to"));
        assertThat(sweep()).as("while a person has to").isEmpty();
        database.run(transaction -> transaction
                .jobs()
                .latest(new StopTraining(Bench.ID).key())
                .ifPresent(job -> transaction.retry(job.id())));
        onTheAccelerator(JobKind.STOP_TRAINING, JobResult.done("stopped"));

        assertThat(sweep()).containsExactly(Bench.ID);
        assertThat(folders.areThere(Bench.ID)).isFalse();
    }

    private Set<ReleaseId> sweep() {
        return new KeepFiles(database, folders, 2).sweep(Bench.MODEL);
    }

    private void onTheAccelerator(JobKind kind, JobResult result) {
        var handler = new JobHandler<JobPayload>() {
            @Override
            public JobKind kind() {
                return kind;
            }

            @Override
            public JobResult run(JobContext context, JobPayload payload) {
                return result;
            }
        };
        new JobRunner(database, EnumSet.of(Capability.GPU), List.of(handler), RunnerConfig.named("gpu"))
                .runUntilQuiet();
    }
}
