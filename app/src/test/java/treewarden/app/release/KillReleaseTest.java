package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobPayload.StopTraining;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.http.Faults;
import treewarden.sandbox.hub.HubRepository;
import treewarden.store.Job;

/** A release whose processes are killed, at every stage: it ends all the same, and nothing is shown twice. */
class KillReleaseTest {
    private static final int PATIENCE_SECONDS = 300;

    @TempDir
    Path folder;

    private ReleaseMachines machines;
    private Path trainer;
    private List<PullRequest> merged;

    @BeforeEach
    void begin() throws Exception {
        trainer = folder.resolve("trainer");
        machines = new ReleaseMachines(folder, """
                base-model: %s
                trainer:
                  python: %s
                evaluation:
                  serve: [%s, -m, treewarden_trainer, serve, --model, "{model}", --port, "{port}", --name, "{name}"]
                gate:
                  least-questions: 1
                  margin: 0.99
                """.formatted(
                        StandInTrainer.model(folder.resolve("base"), Map.of()),
                        StandInTrainer.in(trainer, "haiku", "limericks", "sonnet", "ballad", "proverb"),
                        trainer.resolve("python")));
        machines.start(Capability.FORGE);
        machines.start(Capability.GPU);
        machines.start(Capability.PUBLISH);
        merged = List.of(machines.merged("haiku"), machines.merged("limericks"));
    }

    @AfterEach
    void end() throws Exception {
        machines.close();
    }

    @Test
    void atTheEndOfEachStageWithAllDoneAndNothingStored() throws Exception {
        ReleaseId id;
        try (var ends = machines.holdEnds()) {
            id = machines.startRelease();
            for (var stage : ReleaseStage.values()) {
                machines.awaitEnd(id, stage);
                machines.kill(stage.job().capability());
                ends.letGo(stage);
                machines.start(stage.job().capability());
            }
        }

        isPublishedOnce(id);
    }

    /** In the middle of whatever has to do with somebody else, when it was done and the answer is on its way. */
    @Test
    void inTheMiddleOfEachStageAndWhileItIsTold() throws Exception {
        var planning = holdAnswer(machines.github().faults(), "GET", "/repos/*/*/git/trees/*");
        StandInTrainer.allow(trainer, 1);
        int asked = holdTheTeacher();
        var id = machines.startRelease();
        planning.killAndReplace(Capability.FORGE);

        hasAskedTheTeacher(id, ReleaseStage.GENERATE, asked);
        machines.killAndReplace(Capability.TEACHER);
        machines.teacher().release();

        isAtStep(id, 1);
        machines.kill(Capability.GPU);
        StandInTrainer.allow(trainer, 3);
        isAtStep(id, 3);
        assertThat(starts(id))
                .as("the trainer went on while there was no worker")
                .isEqualTo(1);
        machines.start(Capability.GPU);
        machines.killTrainer(id);
        eventually(() -> assertThat(starts(id)).as(machines::logs).isEqualTo(2));
        StandInTrainer.allow(trainer, 5);
        isAtStep(id, 5);
        machines.kill(Capability.GPU);
        machines.killTrainer(id);
        asked = holdTheTeacher();
        StandInTrainer.allow(trainer, Integer.MAX_VALUE);
        machines.start(Capability.GPU);

        hasAskedTheTeacher(id, ReleaseStage.EVALUATE, asked);
        var dataSet = holdAnswer(machines.hub().faults(), "POST", "/api/datasets/*/*/commit/main");
        var model = holdAnswer(machines.hub().faults(), "POST", "/api/models/*/*/commit/main");
        var comment = holdAnswer(machines.github().faults(), "POST", "/repos/*/*/issues/*/comments");
        var notes = holdAnswer(machines.github().faults(), "POST", "/repos/*/*/releases");
        machines.killAndReplace(Capability.GPU);
        machines.teacher().release();
        dataSet.killAndReplace(Capability.PUBLISH);
        model.killAndReplace(Capability.PUBLISH);
        comment.killAndReplace(Capability.FORGE);
        notes.killAndReplace(Capability.FORGE);

        isPublishedOnce(id);
        Optional<StageOutput> output =
                machines.write(transaction -> transaction.releases().output(id, ReleaseStage.TRAIN));
        var trained = (StageReport.Trained) output.orElseThrow().report();
        assertThat(trained.attempts()).isEqualTo(3);
        assertThat(trained.curves())
                .singleElement()
                .satisfies(curve -> assertThat(curve.points())
                        .extracting(StageReport.Point::step)
                        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8));
        assertThat(machines.folder(id, ReleaseStage.TRAIN).resolve("run/events.jsonl"))
                .content()
                .contains("\"resumed_from\":\"step 2\"", "\"resumed_from\":\"step 4\"");
    }

    @Test
    void cancelledWhileNoWorkerFollowsItsTrainerItTrainsNoMore() throws Exception {
        StandInTrainer.allow(trainer, 1);
        var id = machines.startRelease();
        isAtStep(id, 1);
        machines.kill(Capability.GPU);
        StandInTrainer.allow(trainer, 2);
        isAtStep(id, 2);

        Optional<String> refusal =
                machines.write(transaction -> transaction.writeReleases().cancel(id, "mia", "not today"));
        assertThat(refusal).isEmpty();
        assertThat(machines.trainer(id)).as("nobody can tell it yet").isNotEmpty();
        machines.start(Capability.GPU);

        eventually(() -> assertThat(stopping(id).map(Job::result))
                .as(() -> machines.trouble() + machines.logs())
                .contains(id + ": the trainer was stopped"));
        // The script around it beats for some seconds more.
        eventually(() -> assertThat(machines.trainer(id)).isEmpty());
        assertThat(machines.release(id).state()).isEqualTo(ReleaseState.CANCELLED);
        StandInTrainer.allow(trainer, Integer.MAX_VALUE);
        var next = machines.startRelease();
        isPublishedOnce(next);
    }

    private Optional<Job> stopping(ReleaseId id) {
        return machines.write(transaction -> transaction.jobs().latest(new StopTraining(id).key()));
    }

    private void isAt(ReleaseId id, ReleaseStage stage) {
        eventually(() -> assertThat(machines.release(id).stage())
                .as(() -> machines.trouble() + machines.logs())
                .isEqualTo(stage));
    }

    /** From now on the teacher answers nobody; how often it was asked before. */
    private int holdTheTeacher() {
        machines.teacher().hold();
        return machines.teacher().asked().size();
    }

    private void hasAskedTheTeacher(ReleaseId id, ReleaseStage stage, int before) {
        isAt(id, stage);
        eventually(
                () -> assertThat(machines.teacher().asked()).as(machines::logs).hasSizeGreaterThan(before));
    }

    private void isAtStep(ReleaseId id, int step) {
        eventually(() -> assertThat(machines.folder(id, ReleaseStage.TRAIN).resolve("run/events.jsonl"))
                .as(machines::logs)
                .content()
                .contains("\"step\":" + step + "}"));
    }

    /** How often the trainer was started. */
    private int starts(ReleaseId id) {
        try {
            return new ObjectMapper()
                    .readTree(machines.folder(id, ReleaseStage.TRAIN)
                            .resolve("run/run.json")
                            .toFile())
                    .path("start")
                    .asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HeldAnswer holdAnswer(Faults faults, String method, String path) {
        var held = new HeldAnswer();
        faults.next(method, path, new Fault.Changed(held::hold));
        return held;
    }

    /** An answer that does not arrive: what was asked for is done. */
    private final class HeldAnswer {
        private final CountDownLatch done = new CountDownLatch(1);
        private final CountDownLatch given = new CountDownLatch(1);

        private Answer hold(Answer answer) {
            done.countDown();
            await(given);
            return answer;
        }

        /** Waits until it is done; who asked for it dies before it hears so. */
        void killAndReplace(Capability capability) {
            await(done);
            machines.killAndReplace(capability);
            given.countDown();
        }

        private void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .as(() -> machines.trouble() + machines.logs())
                        .isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private void isPublishedOnce(ReleaseId id) {
        eventually(() -> assertThat(machines.release(id).state())
                .as(() -> machines.trouble() + machines.logs())
                .isEqualTo(ReleaseState.PUBLISHED));
        for (var repository : List.of(
                machines.hub().model(ReleaseMachines.MODEL).orElseThrow(),
                machines.hub().dataset(ReleaseMachines.DATA).orElseThrow())) {
            holdsOnce(repository, id);
        }
        eventually(() -> {
            assertThat(machines.repository().releases())
                    .as(machines::logs)
                    .singleElement()
                    .satisfies(release -> assertThat(release.tag()).isEqualTo(id.name()));
            assertThat(merged).allSatisfy(pull -> {
                assertThat(pull.labels()).contains("treewarden-released");
                assertThat(pull.comments())
                        .filteredOn(comment -> comment.body().contains("has learnt from this pull request"))
                        .as("comments of %s", pull.number())
                        .singleElement()
                        .satisfies(comment -> assertThat(comment.body()).contains(id.name()));
            });
        });
    }

    private static void holdsOnce(HubRepository repository, ReleaseId id) {
        assertThat(repository.history("main")).as("commits on main").hasSize(2);
        assertThat(repository.tags())
                .containsOnlyKeys(id.name())
                .containsValue(repository.branches().get("main"));
        repository
                .branches()
                .forEach((branch, commit) ->
                        assertThat(repository.history(branch)).as(branch).hasSizeLessThanOrEqualTo(2));
    }
}
