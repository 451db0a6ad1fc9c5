package treewarden.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.worker.train.EndTraining.End;

/** A training that nobody follows any more is ended. */
class EndTrainingTest {
    private static final String TEN_STEPS = "{'steps': [6, 4], 'gated': true}";
    private static final String DEAF = "{'steps': [6, 4], 'gated': true, 'deaf': true}";
    private static final End STOPPED = new End.Over("the trainer was stopped");

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
    void whatAKilledWorkerLeftIsStoppedAndHasSaved() throws Exception {
        ground.behaving(TEN_STEPS).allowing(3);
        var worker = WorkerProcess.start(root, Map.of());
        Ground.until(() -> ground.stepsTold() == 3);
        worker.kill();

        assertThat(end()).isEqualTo(STOPPED);

        assertThat(trainer()).isEmpty();
        assertThat(ground.folder.exitCode(ground.record().nonce())).hasValue(75);
        assertThat(end()).as("a second time").isEqualTo(new End.Over("the trainer had ended before"));
    }

    @Test
    void oneThatDoesNotListenIsKilled() {
        leftAtStep(3, DEAF);

        assertThat(hurried(ground.launcher()).run(ground.folder, new Onlooker()))
                .isEqualTo(STOPPED);

        assertThat(trainer()).isEmpty();
    }

    @Test
    void whoIsKilledWhileItEndsIsFollowedByAnother() {
        leftAtStep(3, DEAF);
        var dies = new EndTraining(ground.launcher(), Ground.limits(), new Running() {
            @Override
            public void pause(Duration duration) {
                throw new Onlooker.Gone();
            }
        });
        assertThatThrownBy(() -> dies.run(ground.folder, new Onlooker())).isInstanceOf(Onlooker.Gone.class);
        assertThat(trainer()).as("it was asked, and does not listen").isNotEmpty();

        assertThat(hurried(ground.launcher()).run(ground.folder, new Onlooker()))
                .isEqualTo(STOPPED);

        assertThat(trainer()).isEmpty();
    }

    @Test
    void whoLostTheJobEndsNothing() {
        leftAtStep(3, TEN_STEPS);
        var late = new Onlooker();
        late.isTakenOver();

        assertThatThrownBy(() -> Ground.ending(ground.launcher()).run(ground.folder, late))
                .isInstanceOf(Onlooker.Gone.class);

        assertThat(trainer()).isNotEmpty();
    }

    @Test
    void aWorkerThatStopsMeanwhileSaysSo() {
        leftAtStep(3, DEAF);
        Thread.currentThread().interrupt();

        assertThatThrownBy(this::end)
                .isInstanceOf(CancellationException.class)
                .hasMessage("the worker stops before the trainer has ended");

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void oneWhoseWorkerDiedBeforeItNotedWhereItRunsIsFound() throws IOException {
        leftAtStep(3, TEN_STEPS);
        withoutHandle().write(ground.folder);

        assertThat(end()).isEqualTo(STOPPED);

        assertThat(trainer()).isEmpty();
    }

    @Test
    void oneThatEndedByItselfIsLeftAlone() {
        leftAtStep(3, TEN_STEPS);
        ground.allowing(99);
        Ground.until(() -> ground.folder.exitCode(ground.record().nonce()).isPresent());

        assertThat(end()).isEqualTo(new End.Over("the trainer had ended by itself"));
    }

    @Test
    void whereNothingWasStartedNothingIsEnded() {
        assertThat(end()).isEqualTo(new End.Over("no trainer was started"));
    }

    @Test
    void aStartThatComesLateEndsByItself() throws IOException {
        leftAtStep(3, TEN_STEPS);
        assertThat(end()).isEqualTo(STOPPED);
        var noted = withoutHandle("0123456789abcdef0123456789abcdef");
        noted.write(ground.folder);

        assertThat(end()).isEqualTo(new End.Over("no trainer was started"));

        ground.launcher().start(new Launcher.Start(ground.folder, noted.nonce()));
        Ground.until(() -> ground.folder.exitCode(noted.nonce()).isPresent());
    }

    @Test
    void oneOnAnotherMachineHearsIt() {
        leftAtStep(3, TEN_STEPS);

        assertThat(Ground.ending(elsewhere()).run(ground.folder, new Onlooker()))
                .isEqualTo(STOPPED);

        assertThat(trainer()).isEmpty();
        assertThat(ground.folder.exitCode(ground.record().nonce())).hasValue(75);
    }

    @Test
    void whoCanEndOneOnAnotherMachineThatDoesNotListenIsSaid() {
        leftAtStep(3, DEAF);
        var local = (Handle.Local) ground.record().handle().orElseThrow();
        var beats = new int[1];
        var machineLives = new Running() {
            @Override
            public void pause(Duration duration) throws InterruptedException {
                super.pause(duration);
                ground.beating(1_000 + beats[0]++);
            }
        };

        assertThat(new EndTraining(elsewhere(), Ground.limits(), machineLives).run(ground.folder, new Onlooker()))
                .isEqualTo(new End.NotHere("The trainer runs on the machine " + local.host()
                        + " and does not end when it is asked to, and from here it cannot be made to. On that machine"
                        + " end process " + local.pid() + " and all that it started, then have this job tried again."));
    }

    @Test
    void aMachineThatIsLostTrainsNoMore() throws IOException {
        leftAtStep(3, TEN_STEPS);
        var host = ((Handle.Local) ground.record().handle().orElseThrow()).host();
        ground.killTrainer();
        // It took its exit code with it.
        Ground.until(() -> ground.folder.exitCode(ground.record().nonce()).isPresent());
        Files.delete(ground.folder.path().resolve("exit"));

        assertThat(hurried(elsewhere()).run(ground.folder, new Onlooker()))
                .isEqualTo(new End.Over("The machine " + host + ", on which it trained, gives no sign of life."));
    }

    @Test
    void oneOfAnotherLauncherIsForAPerson() throws IOException {
        leftAtStep(3, TEN_STEPS);
        var local = ground.record();
        new RunRecord("slurm", local.plan(), 1, 0, 0, local.nonce(), false, Optional.of(new Handle.Slurm("4711")))
                .write(ground.folder);

        assertThat(end())
                .isEqualTo(new End.NotHere("The trainer was started by the launcher slurm, and this worker has the"
                        + " launcher local. Have this job tried again where `releases.trainer` is as it was, or end the"
                        + " training by hand: " + ground.folder.path() + "/run.json says where it is."));
    }

    private End end() {
        return Ground.ending(ground.launcher()).run(ground.folder, new Onlooker());
    }

    private Launcher elsewhere() {
        return new LocalLauncher(ground.trainer(), System.getenv(), "another-machine");
    }

    private static EndTraining hurried(Launcher launcher) {
        return new EndTraining(launcher, Ground.limits(), new Running());
    }

    /** It trained as far as this step when the worker that followed it died. */
    private void leftAtStep(int step, String behaviour) {
        ground.behaving(behaviour).allowing(step);
        assertThatThrownBy(() -> ground.train(new Onlooker().atStep(step, Onlooker::dies)))
                .isInstanceOf(Onlooker.Gone.class);
    }

    private Iterable<?> trainer() {
        return Processes.with("TREEWARDEN_RUN", ground.record().nonce());
    }

    private RunRecord withoutHandle() {
        return withoutHandle(ground.record().nonce());
    }

    private RunRecord withoutHandle(String nonce) {
        var known = ground.record();
        return new RunRecord(known.launcher(), known.plan(), 1, 0, known.eventsFrom(), nonce, false, Optional.empty());
    }

    /** Time runs: a few seconds from look to look. */
    private static class Running implements Passage {
        private Duration now = Duration.ZERO;

        @Override
        public Duration now() {
            return now;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Passage.REAL.pause(Duration.ofMillis(10));
            now = now.plus(Duration.ofSeconds(19));
        }
    }
}
