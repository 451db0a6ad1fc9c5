package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.Secret;
import treewarden.domain.Usage;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Generated;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Trained;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.HubRepository;
import treewarden.sandbox.hub.StandInHub;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.JobRunner;
import treewarden.store.JobState;
import treewarden.store.RunnerConfig;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubRepo;
import treewarden.worker.hub.HubRepo.Visibility;

/** Somebody presses Cancel while the release is on its way to the Hub. */
@Timeout(600)
class CancelWhilePublishingTest {
    private static final String DATA = "community/data";
    private static final String WEIGHTS = "\u0002\0\0\0\0\0\0\0{}";
    private static final String TO_A_BRANCH = "/api/models/*/*/commit/run-" + Bench.ID + "_" + Bench.ID;
    private static final String DATA_TO_MAIN = "/api/datasets/*/*/commit/main";
    private static final String TO_MAIN = "/api/models/*/*/commit/main";

    @TempDir
    Path home;

    private final List<String> answers = new ArrayList<>();
    private StandInHub hub;
    private Bench bench;
    private Database database;

    @BeforeEach
    void gated() {
        hub = StandInHub.start(HubOptions.in(home.resolve("hub")));
        bench = new Bench(home);
        database = Database.open(DatabaseConfig.sqlite(home.resolve("db")), bench.clock);
        database.migrate();
        var data = bench.files(ReleaseStage.GENERATE, "train.jsonl", "{}\n", "README.md", "# Data\n");
        var model = bench.files(ReleaseStage.TRAIN, "model.safetensors", WEIGHTS, "config.json", "{}");
        database.run(transaction -> transaction
                .writeReleases()
                .start(Release.start(Bench.ID, Bench.MODEL, 7, "schedule", bench.clock.instant())));
        bench.planned();
        finish(
                ReleaseStage.PLAN,
                bench.at(ReleaseStage.GENERATE).outputs().get(0).report());
        finish(ReleaseStage.GENERATE, new Generated(data, Map.of(), 1, 0, Usage.NONE, List.of()));
        finish(ReleaseStage.MIX, new Mixed(Map.of(), 1, 1, 0));
        finish(ReleaseStage.TRAIN, new Trained(model, List.of(), "recipe", 1));
        finish(ReleaseStage.EVALUATE, new Mixed(Map.of(), 1, 1, 0));
        finish(ReleaseStage.GATE, new Mixed(Map.of(), 1, 1, 0));
    }

    @AfterEach
    void close() {
        database.close();
        hub.close();
    }

    @Test
    void beforeTheStepToMainNobodyEverGetsIt() {
        when("POST", TO_A_BRANCH, this::cancel);

        work();

        assertThat(answers).containsExactly("");
        assertThat(release().state()).isEqualTo(ReleaseState.CANCELLED);
        assertThat(release().isOut()).isFalse();
        assertThat(job(ReleaseStage.PUBLISH).state()).isEqualTo(JobState.CANCELLED);
        assertThat(model().history("main")).as("the Hub's own first commit").hasSize(1);
        assertThat(model().tags()).isEmpty();
        assertThat(hub.dataset(DATA)).as("the data set, which comes next").isEmpty();
    }

    @Test
    void afterTheStepToMainItIsRefusedAndTheReleaseIsPublished() {
        when("POST", TO_MAIN, this::cancel);

        work();

        assertThat(answers)
                .singleElement()
                .asString()
                .contains("so it cannot be cancelled any more", "roll it back: have people get an earlier release");
        assertThat(release().state()).isEqualTo(ReleaseState.RUNNING);
        assertThat(release().stage()).as("everybody is told").isEqualTo(ReleaseStage.ANNOUNCE);
        assertThat(model().tags()).containsOnlyKeys(Bench.ID.name());
    }

    @Test
    void betweenDataSetAndModelItIsTooLateAsWell() {
        when("POST", DATA_TO_MAIN, this::cancel);

        work();

        assertThat(answers).singleElement().asString().contains("cannot be cancelled any more");
        assertThat(release().stage()).isEqualTo(ReleaseStage.ANNOUNCE);
    }

    @Test
    void theJobAloneDoesNotStopHalfWay() {
        when(
                "POST",
                TO_MAIN,
                () -> database.run(transaction ->
                        transaction.requestCancel(job(ReleaseStage.PUBLISH).id())));

        work();

        assertThat(release().stage()).isEqualTo(ReleaseStage.ANNOUNCE);
        assertThat(model().tags()).containsOnlyKeys(Bench.ID.name());
    }

    @Test
    void whileEverybodyIsToldItIsPublished() {
        work();

        cancel();

        assertThat(answers).singleElement().asString().contains("release-20261123 is published already; roll it back");
        assertThat(release().state()).isEqualTo(ReleaseState.RUNNING);
        assertThat(job(ReleaseStage.ANNOUNCE).state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void whereTheHubTookNothingItCanBeCancelledAfterAll() {
        hub.faults().always("POST", DATA_TO_MAIN, Fault.status(403));

        work();

        assertThat(job(ReleaseStage.PUBLISH).state()).isEqualTo(JobState.FAILED);
        assertThat(release().isOut()).isFalse();
        cancel();
        assertThat(release().state()).isEqualTo(ReleaseState.CANCELLED);
    }

    @Test
    void whereItTookTheDataSetItIsOutUntilItIsRolledBackOrDone() {
        hub.faults().always("POST", TO_MAIN, Fault.status(403));

        work();

        assertThat(job(ReleaseStage.PUBLISH).state()).isEqualTo(JobState.FAILED);
        cancel();
        assertThat(answers).singleElement().asString().contains("cannot be cancelled any more");

        hub.faults().clear();
        database.run(transaction -> transaction.retry(job(ReleaseStage.PUBLISH).id()));
        work();
        assertThat(release().stage()).isEqualTo(ReleaseStage.ANNOUNCE);
    }

    /** Does this when the Hub has done what it was asked, and before it says so. */
    private void when(String method, String path, Runnable then) {
        hub.faults().next(method, path, new Fault.Changed(answer -> {
            then.run();
            return answer;
        }));
    }

    private void cancel() {
        answers.add(database.write(transaction -> transaction
                .writeReleases()
                .cancel(Bench.ID, "mona", "it was a mistake")
                .orElse("")));
    }

    private void work() {
        // Limits are not waited for: the job comes back.
        var config = new HubConfig(
                URI.create(hub.url()), Secret.of(HubOptions.TOKEN.secret()), home.resolve("journal"), Duration.ZERO);
        var settings = new PublishToHub.Settings(
                config, HubRepo.model(Bench.MODEL), HubRepo.dataset(DATA), Visibility.PUBLIC, 10, null);
        PublishToHub.WriteCard card = (context, manifest) -> "---\nlicense: apache-2.0\n---\n# " + context.id() + "\n";
        var handler = new RunStage(database, bench.folders, new PublishToHub(settings, card, bench.clock));
        new JobRunner(database, EnumSet.of(Capability.PUBLISH), List.of(handler), RunnerConfig.named("publisher"))
                .runUntilQuiet();
    }

    private void finish(ReleaseStage stage, StageReport report) {
        database.run(transaction -> transaction.writeReleases().finish(Bench.ID, stage, report, "done"));
    }

    private Release release() {
        return database.read(tables -> tables.releases().find(Bench.ID)).orElseThrow();
    }

    private Job job(ReleaseStage stage) {
        return database.read(tables -> tables.jobs().latest(new RunReleaseStage(Bench.ID, stage).key()))
                .orElseThrow();
    }

    private HubRepository model() {
        return hub.model(Bench.MODEL).orElseThrow();
    }
}
