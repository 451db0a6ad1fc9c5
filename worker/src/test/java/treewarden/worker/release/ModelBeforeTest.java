package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.Usage;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Announced;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Planned;
import treewarden.domain.release.StageReport.Trained;
import treewarden.sandbox.time.SettableClock;
import treewarden.sdg.generate.GenerateException;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;

/**
 * After a roll back the model that people get may be one whose files were deleted here: that is found before anything is
 * paid for.
 */
class ModelBeforeTest {
    private static final String MODEL = "community/model";
    private static final ReleaseId LAST = new ReleaseId("release-20261116");
    private static final ReleaseId THIS = new ReleaseId("release-20261123");
    private static final String ASKED = "the teacher was asked";

    @TempDir
    Path home;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-16T12:00:00Z"));
    private Database database;
    private ReleaseFolders folders;
    private Path model;

    @BeforeEach
    void oneIsPublished() throws IOException {
        database = Database.open(DatabaseConfig.sqlite(home.resolve("db")), clock);
        database.migrate();
        folders = new ReleaseFolders(home.resolve("releases"));
        model = Files.createDirectories(OpenModels.folder(folders, LAST));
        fetch("config.json");
        fetch("model.safetensors");
        begins(LAST, null, ReleaseStage.ANNOUNCE);
        database.run(transaction -> transaction.writeReleases().published(LAST, new Announced(0, null), "told"));
        clock.advance(Duration.ofDays(7));
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void whereItIsWholeTheTeacherIsAsked() {
        begins(THIS, LAST, ReleaseStage.GENERATE);

        assertThat(generated().lastError()).contains(ASKED);
        assertThat(ofTheNext().missing()).isEmpty();
    }

    @Test
    void whatIsGoneIsNamedWithTheWayToFetchItAndIsNotTriedAgainInVain() {
        ReleaseFolders.delete(folders.of(LAST));
        begins(THIS, LAST, ReleaseStage.GENERATE);

        var job = generated();

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(job.lastError())
                .isEqualTo(
                        "the model of release-20261116, which the candidate is compared with, is not whole: there is no"
                                + " folder " + model
                                + " any more. Fetch it from the Hub, and have this tried again: `hf download"
                                + " community/model --revision release-20261116 --local-dir " + model + "`");
        assertThat(ofTheNext().missing()).contains(job.lastError());
    }

    @Test
    void onceItIsFetchedTheSameReleaseGoesOn() throws IOException {
        ReleaseFolders.delete(folders.of(LAST));
        begins(THIS, LAST, ReleaseStage.GENERATE);
        generated();
        Files.createDirectories(model);
        fetch("config.json");

        retry();
        assertThat(generated().lastError()).contains(model.resolve("model.safetensors") + " is not there any more");

        fetch("model.safetensors");
        Files.writeString(model.resolve("README.md"), "what the Hub holds beside it does no harm");
        retry();
        assertThat(generated().lastError()).contains(ASKED);
    }

    @Test
    void whatIsThereAndIsSomethingElseIsNoComparison() throws IOException {
        Files.writeString(model.resolve("model.safetensors"), "of another release");
        begins(THIS, LAST, ReleaseStage.GENERATE);

        assertThat(generated().lastError())
                .contains(model.resolve("model.safetensors") + " is not what it was when it was made")
                .contains("hf download");
        assertThat(ofTheNext().missing()).as("a look at the names alone").isEmpty();
    }

    @Test
    void beforeTheFirstReleaseThereIsNone() {
        assertThat(ofTheNext("community/other")).isEmpty();
    }

    private ModelBefore ofTheNext() {
        return ofTheNext(MODEL).orElseThrow();
    }

    private Optional<ModelBefore> ofTheNext(String of) {
        return database.read(tables -> ModelBefore.ofTheNext(tables, folders, of));
    }

    private void fetch(String name) throws IOException {
        Files.writeString(model.resolve(name), name + " of " + LAST);
    }

    private static StageReport trained() {
        return new Trained(
                Map.of(
                        "config.json", Digest.of("config.json of " + LAST),
                        "model.safetensors", Digest.of("model.safetensors of " + LAST)),
                List.of(),
                "recipe",
                1);
    }

    private void begins(ReleaseId id, @Nullable ReleaseId previous, ReleaseStage until) {
        var plan = new ReleasePlan(
                new CommitId("c".repeat(40)), previous, List.of(), List.of(), List.of(), List.of(), List.of());
        database.run(transaction -> {
            var releases = transaction.writeReleases();
            releases.start(Release.start(id, MODEL, 7, "grace", clock.instant()));
            for (var stage = ReleaseStage.PLAN;
                    stage != until;
                    stage = stage.next().orElseThrow()) {
                releases.finish(id, stage, report(stage, plan), "done");
            }
        });
    }

    private static StageReport report(ReleaseStage stage, ReleasePlan plan) {
        return switch (stage) {
            case PLAN -> new Planned(plan);
            case GENERATE -> new Generated(Map.of(), Map.of(), 0, 0, Usage.NONE, List.of());
            case TRAIN -> trained();
            default -> new Mixed(Map.of(), 0, 0, 0);
        };
    }

    /** The job, after a process with a teacher had its turn. */
    private Job generated() {
        var generate = new GenerateReleaseData(
                new HoldBack(Artifacts.in(home.resolve("artifacts"), 1 << 20)),
                name -> {
                    throw new GenerateException(ASKED);
                },
                new PhaseData(Map.of()));
        new JobRunner(
                        database,
                        EnumSet.of(Capability.TEACHER),
                        List.of(new RunStage(database, folders, generate)),
                        RunnerConfig.named("test"))
                .runUntilQuiet();
        return job();
    }

    private void retry() {
        database.run(transaction -> transaction.retry(job().id()));
    }

    private Job job() {
        return database.read(tables -> tables.jobs().latest(new RunReleaseStage(THIS, ReleaseStage.GENERATE).key()))
                .orElseThrow();
    }
}
