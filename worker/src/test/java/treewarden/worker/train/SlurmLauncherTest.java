package treewarden.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.worker.ChildEnvironment;

/** Slurm is real, the trainer is stood in for. */
class SlurmLauncherTest {
    private static final String CANARY = "hf_canary0123456789";

    @TempDir
    static Path cluster;

    private static RealSlurm slurm;

    @TempDir
    Path root;

    private Ground ground;
    private SlurmLauncher launcher;

    @BeforeAll
    static void startSlurm() throws IOException {
        slurm = RealSlurm.start(cluster.resolve("slurm"));
    }

    @AfterAll
    static void stopSlurm() {
        if (slurm != null) {
            slurm.close();
        }
    }

    @BeforeEach
    void prepare() {
        ground = new Ground(root);
        var settings = new SlurmSettings(ground.trainer(), 1, 0, Duration.ofMinutes(20), List.of(), 29511);
        var environment = new HashMap<>(slurm.environment());
        environment.put("HF_TOKEN", CANARY);
        launcher = new SlurmLauncher(settings, environment);
    }

    @Test
    void theClusterSaysThatItIsThere() {
        assertThat(new AskCluster(slurm.environment()).slurm()).startsWith("slurm");
    }

    @Test
    void trainsAndTheNextWorkerTakesItUp() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        assertThatThrownBy(() -> train(new Onlooker().atStep(3, Onlooker::dies)))
                .isInstanceOf(Onlooker.Gone.class);
        ground.allowing(99);
        var outcome = train(new Onlooker());
        assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
        assertThat(((TrainingOutcome.Trained) outcome).starts()).isEqualTo(1);
        assertThat(ground.starts()).hasSize(1);
        assertThat(ground.stepsTold()).isEqualTo(10);

        var start = ground.starts().get(0);
        assertThat(start.toString())
                .doesNotContain(CANARY)
                .containsPattern("--rdzv-endpoint=localhost:295[12]\\d\"")
                .contains("\"HF_HUB_OFFLINE\":\"1\"");
        assertThat(start.path("environment").fieldNames())
                .toIterable()
                .allMatch(name -> ChildEnvironment.isAllowed(name)
                        || ChildEnvironment.FIXED.containsKey(name)
                        || name.startsWith("SLURM")
                        || name.matches("TREEWARDEN_RUN|PWD|OLDPWD|SHLVL|_|LC_CTYPE|SRUN_DEBUG"));
    }

    @Test
    void theWorkerDiesBeforeItNotedTheJob() throws IOException {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(1);
        assertThatThrownBy(() -> train(new Onlooker().atStep(1, Onlooker::dies)))
                .isInstanceOf(Onlooker.Gone.class);
        assertThat(launcher.find(ground.start())).isEqualTo(ground.record().handle());
        assertThat(launcher.find(new Launcher.Start(ground.folder, RunRecord.newNonce())))
                .isEmpty();
        ground.allowing(99);
        assertThat(train(new Onlooker())).isInstanceOf(TrainingOutcome.Trained.class);
    }

    @Test
    void cancelledItSavesAndEnds() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        assertThat(train(new Onlooker().atStep(3, Onlooker::cancel))).isInstanceOf(TrainingOutcome.Cancelled.class);
        assertThat(ground.folder.exitCode(ground.record().nonce())).hasValue(75);
        assertThat(ground.stepsTold()).isEqualTo(3);
    }

    @Test
    void cancelledWithoutAWorkerItSavesAndEnds() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        assertThatThrownBy(() -> train(new Onlooker().atStep(3, Onlooker::dies)))
                .isInstanceOf(Onlooker.Gone.class);

        assertThat(Ground.ending(launcher).run(ground.folder, new Onlooker()))
                .isEqualTo(new EndTraining.End.Over("the trainer was stopped"));

        assertThat(ground.folder.exitCode(ground.record().nonce())).hasValue(75);
        assertThat(ground.starts()).hasSize(1);
    }

    @Test
    void whenItsTimeIsOverItSavesAndQueuesAgain() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        var job = new String[1];
        var outcome = train(new Onlooker().atStep(3, onlooker -> {
            job[0] = ((Handle.Slurm) ground.record().handle().orElseThrow()).jobId();
            // What Slurm does some minutes before it takes the nodes back.
            var commands = new RunCommand(slurm.environment());
            commands.run(List.of("scancel", "--batch", "--signal=TERM", job[0]));
            var handle = new Handle.Slurm(job[0]);
            Ground.until(() -> launcher.poll(ground.start(), handle) instanceof RunState.Waiting);
            Ground.until(() -> ground.starts().size() == 2);
            ground.allowing(99);
        }));
        assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
        assertThat(((TrainingOutcome.Trained) outcome).starts())
                .as("to us it is one start")
                .isEqualTo(1);
        assertThat(ground.record().handle()).isEqualTo(Optional.of(new Handle.Slurm(job[0])));
        assertThat(ground.stepsTold()).isEqualTo(10);
    }

    @Test
    void anExitCodeComesThrough() {
        var outcome = ground.behaving("{'steps': [6, 4], 'happens': [{'step': 2, 'what': 'out-of-memory'}]}")
                .training(launcher)
                .run(ground.folder, ground.plan, new Onlooker());
        assertThat(outcome)
                .isEqualTo(new TrainingOutcome.Refused(TrainingOutcome.Why.OUT_OF_MEMORY, "Step 2: out-of-memory."));
        assertThat(ground.folder.exitCode(ground.record().nonce())).hasValue(68);
    }

    @Test
    void aSlurmThatDoesNotAnswerIsNotTakenForAJobThatIsGone() throws IOException {
        var squeue = Files.writeString(
                root.resolve("squeue"),
                "#!/bin/sh\necho 'slurm_load_jobs error: Unable to contact slurm controller' >&2\nexit 1\n");
        Files.setPosixFilePermissions(squeue, PosixFilePermissions.fromString("rwxr-xr-x"));
        var lost = new SlurmLauncher(
                new SlurmSettings(ground.trainer(), 1, 0, Duration.ofMinutes(20), List.of(), 29511),
                Map.of("PATH", root + ":/usr/bin:/bin"));
        var start = new Launcher.Start(ground.folder, RunRecord.newNonce());
        assertThat(lost.poll(start, new Handle.Slurm("1")))
                .isEqualTo(new RunState.Unreachable(
                        "Slurm does not answer:" + " slurm_load_jobs error: Unable to contact slurm controller"));
        assertThatThrownBy(() -> lost.find(start))
                .isInstanceOf(LaunchFailed.class)
                .hasMessageContaining("does not say whether the job was taken");
    }

    private TrainingOutcome train(TrainingWatch watch) {
        return ground.training(launcher).run(ground.folder, ground.plan, watch);
    }
}
