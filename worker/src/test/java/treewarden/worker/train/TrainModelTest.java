package treewarden.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainModelTest {
    @TempDir
    Path root;

    private Ground ground;

    @BeforeEach
    void prepare() {
        ground = new Ground(root);
    }

    @AfterEach
    void clear() {
        ground.clear();
    }

    @Test
    void trainsAndSaysWhatCameOfIt() {
        var onlooker = new Onlooker();
        var trained = trained(ground.behaving("{'steps': [6, 4]}").train(onlooker));
        assertThat(trained.model()).isEqualTo(ground.plan.output().resolve("phases/02-skills/model"));
        assertThat(trained.key()).isEqualTo("made-of-a-release");
        assertThat(trained.starts()).isEqualTo(1);
        assertThat(trained.progress().dropped().get("skills")).containsEntry("too-long", 2L);
        assertThat(trained.progress().line())
                .isEqualTo("phase skills (2 of 2), step 4 of 4, loss 0.200, 1000 tokens/s, 0 s left");
        assertWholeCurves(trained);
    }

    @Test
    void askedAgainItDoesNotTrainAgain() {
        var first = trained(ground.behaving("{'steps': [6, 4]}").train(new Onlooker()));
        var second = trained(ground.train(new Onlooker()));
        assertThat(second).isEqualTo(first);
        assertThat(ground.starts()).hasSize(1);
    }

    @Test
    void theWorkerDiesAndTheNextOneFollowsTheSameTrainer() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        assertThatThrownBy(() -> ground.train(new Onlooker().atStep(3, Onlooker::dies)))
                .isInstanceOf(Onlooker.Gone.class);
        ground.allowing(99);
        var trained = trained(ground.train(new Onlooker()));
        assertThat(trained.starts()).isEqualTo(1);
        assertThat(ground.starts()).hasSize(1);
        assertWholeCurves(trained);
    }

    @Test
    void theWorkerDiesBeforeItNotedWhatItStarted() throws IOException {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(1);
        assertThatThrownBy(() -> ground.train(new Onlooker().atStep(1, Onlooker::dies)))
                .isInstanceOf(Onlooker.Gone.class);
        var noted = ground.record();
        new RunRecord(
                        noted.launcher(),
                        noted.plan(),
                        noted.start(),
                        noted.idle(),
                        noted.eventsFrom(),
                        noted.nonce(),
                        false,
                        java.util.Optional.empty())
                .write(ground.folder);
        ground.allowing(99);
        trained(ground.train(new Onlooker()));
        assertThat(ground.starts()).hasSize(1);
        assertThat(ground.record().handle()).isEqualTo(noted.handle());
    }

    @Test
    void workerAndTrainerAreKilledAndItGoesOnFromTheLastCheckpoint() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(5);
        assertThatThrownBy(() -> ground.train(new Onlooker().atStep(5, Onlooker::dies)))
                .isInstanceOf(Onlooker.Gone.class);
        ground.clear();
        ground.allowing(99);
        var trained = trained(ground.train(new Onlooker()));
        assertThat(trained.starts()).isEqualTo(2);
        assertThat(ground.stepsTold()).as("step 5 was made twice").isEqualTo(11);
        assertWholeCurves(trained);
    }

    @Test
    void aTrainerThatIsKilledInTheMiddleOfALineGoesOn() {
        var trained =
                trained(ground.behaving("{'steps': [6, 4], 'happens': [{'start': 1, 'step': 5, 'what': 'killed'}]}")
                        .train(new Onlooker()));
        assertThat(trained.starts()).isEqualTo(2);
        assertWholeCurves(trained);
    }

    @Test
    void aTrainerThatHangsIsStoppedAndStartedAgain() {
        ground.behaving("{'steps': [6, 4], 'happens': [{'start': 1, 'step': 4, 'what': 'hang'}]}");
        var trained = trained(new TrainModel(ground.launcher(), Ground.limits(), new Hurried(ground, 3))
                .run(ground.folder, ground.plan, new Onlooker()));
        assertThat(trained.starts()).isEqualTo(2);
        assertWholeCurves(trained);
    }

    @Test
    void aMachineThatLivesIsNoSignOfATrainerThatHangs() {
        ground.behaving("{'steps': [6, 4], 'happens': [{'start': 1, 'step': 4, 'what': 'hang'}]}");
        var hurried = new Hurried(ground, 3);
        var beats = new int[1];
        var trained = trained(new TrainModel(ground.launcher(), Ground.limits(), new Passage() {
                    @Override
                    public Duration now() {
                        return hurried.now();
                    }

                    @Override
                    public void pause(Duration duration) throws InterruptedException {
                        hurried.pause(duration);
                        ground.beating(++beats[0]);
                    }
                })
                .run(ground.folder, ground.plan, new Onlooker()));
        assertThat(trained.starts()).isEqualTo(2);
    }

    @Test
    void aTrainerThatHangsAndDoesNotListenIsKilled() {
        ground.behaving("{'steps': [6, 4], 'deaf': true, 'happens': [{'start': 1, 'step': 4, 'what': 'hang'}]}");
        var trained = trained(new TrainModel(ground.launcher(), Ground.limits(), new Hurried(ground, 3))
                .run(ground.folder, ground.plan, new Onlooker()));
        assertThat(trained.starts()).isEqualTo(2);
        assertWholeCurves(trained);
    }

    @Test
    void cancelledItSavesAndEnds() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        var outcome = ground.train(new Onlooker().atStep(3, Onlooker::cancel));
        assertThat(outcome).isInstanceOf(TrainingOutcome.Cancelled.class);
        assertThat(Processes.with("TREEWARDEN_RUN", ground.record().nonce())).isEmpty();
        assertThat(ground.folder.exitCode(ground.record().nonce())).hasValue(75);
    }

    @Test
    void aWorkerThatLostItsJobLeavesTheTrainerAlone() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        assertThatThrownBy(() -> ground.train(new Onlooker().atStep(3, Onlooker::isTakenOver)))
                .isInstanceOf(Onlooker.Gone.class);
        ground.allowing(99);
        assertThat(trained(ground.train(new Onlooker())).starts()).isEqualTo(1);
    }

    @Test
    void aWorkerThatStopsLeavesTheTrainerAlone() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        assertThatThrownBy(() -> ground.train(new Onlooker()
                        .atStep(3, onlooker -> Thread.currentThread().interrupt())))
                .isInstanceOf(java.util.concurrent.CancellationException.class)
                .hasMessage("the worker stops; the training goes on and is taken up again");
        assertThat(Thread.interrupted()).isTrue();
        ground.allowing(99);
        assertThat(trained(ground.train(new Onlooker())).starts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "bad-plan, BAD_PLAN",
        "bad-data, BAD_DATA",
        "bad-model, BAD_MODEL",
        "not-a-number, NOT_A_NUMBER",
        "out-of-memory, OUT_OF_MEMORY"
    })
    void whatWouldEndTheSameWayIsNotTriedAgain(String what, TrainingOutcome.Why why) {
        var outcome = ground.behaving("{'steps': [6, 4], 'happens': [{'step': 3, 'what': '" + what + "'}]}")
                .train(new Onlooker());
        assertThat(outcome).isEqualTo(new TrainingOutcome.Refused(why, "Step 3: " + what + "."));
        assertThat(ground.starts()).hasSize(1);
    }

    @Test
    void aFullDiskIsToldAndOnceMendedItGoesOn() {
        ground.behaving("{'steps': [6, 4], 'happens': [{'start': 1, 'step': 5, 'what': 'cannot-write'}]}");
        assertThat(ground.train(new Onlooker())).isEqualTo(new TrainingOutcome.NotNow("Step 5: cannot-write."));
        var trained = trained(ground.train(new Onlooker()));
        assertThat(trained.starts()).isEqualTo(2);
        assertWholeCurves(trained);
    }

    @Test
    void anAcceleratorThatDisappearsIsToldAndOnceItIsBackItGoesOn() {
        ground.behaving("{'steps': [6, 4], 'happens': [{'start': 1, 'step': 5, 'what': 'accelerator-gone'}]}");
        assertThat(ground.train(new Onlooker())).isEqualTo(new TrainingOutcome.NotNow("Step 5: accelerator-gone."));
        var trained = trained(ground.train(new Onlooker()));
        assertThat(trained.starts()).isEqualTo(2);
        assertWholeCurves(trained);
    }

    @Test
    void aTrainerThatWantsToBeStartedAgainIs() {
        var trained = trained(
                ground.behaving("{'steps': [6, 4], 'happens': [{'start': 1, 'step': 3, 'what': 'smaller-batch'}]}")
                        .train(new Onlooker()));
        assertThat(trained.starts()).isEqualTo(2);
    }

    @Test
    void whatNobodyForesawIsTriedThreeTimes() {
        var outcome = ground.behaving("{'steps': [6, 4], 'happens': [{'step': 2, 'what': 'crash'}]}")
                .train(new Onlooker());
        assertThat(outcome)
                .isEqualTo(new TrainingOutcome.GaveUp("The trainer ended with code 3 and did not say why."
                        + " That was the last of 3 starts; the log in the training's folder says more."));
        assertThat(ground.starts()).hasSize(3);
    }

    @Test
    void whoComesFurtherMayTryOn() {
        var crashes = IntStream.rangeClosed(1, 4)
                .mapToObj(start -> "{'start': " + start + ", 'step': " + (2 * start + 1) + ", 'what': 'crash'}")
                .toList();
        var trained = trained(
                ground.behaving("{'steps': [9, 1], 'happens': " + crashes + "}").train(new Onlooker()));
        assertThat(trained.starts()).isEqualTo(5);
    }

    @Test
    void rowsThatAreNotThoseOfThePlanAreNotTrainedOn() throws IOException {
        ground.behaving("{'steps': [6, 4]}");
        Files.writeString(root.resolve("skills.jsonl"), "{\"messages\": [\"poison\"]}\n");
        assertThat(ground.train(new Onlooker()))
                .isEqualTo(new TrainingOutcome.Refused(
                        TrainingOutcome.Why.BAD_DATA,
                        root.resolve("skills.jsonl") + " has changed since the plan was made."));
        assertThat(ground.starts()).isEmpty();
    }

    @Test
    void anotherPlanNeedsAnotherFolder() {
        trained(ground.behaving("{'steps': [6, 4]}").train(new Onlooker()));
        var plan = ground.plan;
        var other = new TrainingPlan(
                plan.run(),
                new TrainingPlan.Base(plan.base().folder(), "revision-2"),
                plan.output(),
                plan.phases(),
                plan.machine());
        assertThat(ground.training(ground.launcher()).run(ground.folder, other, new Onlooker()))
                .isEqualTo(new TrainingOutcome.Refused(
                        TrainingOutcome.Why.BAD_PLAN,
                        "Another plan was trained in " + ground.folder.path()
                                + "; give each release a folder of its own."));
    }

    private static TrainingOutcome.Trained trained(TrainingOutcome outcome) {
        assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
        return (TrainingOutcome.Trained) outcome;
    }

    /** Each step once, with its own loss, whatever happened in between. */
    private static void assertWholeCurves(TrainingOutcome.Trained trained) {
        assertThat(trained.progress().curves()).extracting(LossCurve::phase).containsExactly("knowledge", "skills");
        var first = trained.progress().curves().get(0);
        var second = trained.progress().curves().get(1);
        assertThat(first.points()).extracting(LossCurve.Point::step).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(first.points().get(4).loss()).isEqualTo(2.0 / 5);
        assertThat(second.points()).extracting(LossCurve.Point::step).containsExactly(1, 2, 3, 4);
        assertThat(second.points().get(0).loss()).isEqualTo(2.0 / 7);
    }
}
