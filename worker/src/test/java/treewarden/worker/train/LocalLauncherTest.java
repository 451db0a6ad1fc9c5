package treewarden.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import treewarden.worker.ChildEnvironment;

class LocalLauncherTest {
    private static final String CANARY = "hf_canary0123456789";

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
    void aWorkerThatIsKilledIsFollowedByAnother() throws Exception {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        var worker = WorkerProcess.start(
                root, Map.of("TREEWARDEN_HUB_TOKEN", CANARY, "HF_TOKEN", CANARY, "TRUST_REMOTE_CODE", "1"));
        Ground.until(() -> ground.stepsTold() == 3);
        worker.kill();
        ground.allowing(5);
        Ground.until(() -> ground.stepsTold() == 5);
        ground.allowing(99);
        var trained = (TrainingOutcome.Trained) ground.train(new Onlooker());
        assertThat(trained.starts()).isEqualTo(1);
        assertThat(ground.starts()).hasSize(1);
        assertThat(ground.stepsTold()).isEqualTo(10);
        assertThat(trained.progress().curves().get(0).points())
                .extracting(LossCurve.Point::step)
                .containsExactly(1, 2, 3, 4, 5, 6);

        var start = ground.starts().get(0);
        assertThat(start.toString()).doesNotContain(CANARY);
        assertThat(start.path("environment").fieldNames())
                .toIterable()
                .allMatch(name -> ChildEnvironment.isAllowed(name)
                        || ChildEnvironment.FIXED.containsKey(name)
                        || name.startsWith("TREEWARDEN_RUN")
                        || name.startsWith("TREEWARDEN_LAUNCH")
                        // the shell's own, and the C locale of Python
                        || name.matches("PWD|OLDPWD|SHLVL|_|LC_CTYPE"));
        assertThat(start.path("environment").path("HF_HUB_OFFLINE").asText()).isEqualTo("1");
        assertThat(start.path("environment").has("TRUST_REMOTE_CODE")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void itReachesNobodyAndIsFoundAndEndedAllTheSame(int processes) throws IOException {
        assumeTrue(
                TakeNetworkAway.words(processes, System.getenv()).isPresent(),
                "unshare --net is not permitted here, so there is no network to be taken away");
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ground.behaving("{'steps': [6, 4], 'gated': true, 'happens': [{'step': 1, 'what': 'connect to "
                            + server.getLocalPort() + "'}]}")
                    .allowing(3);
            var launcher = new LocalLauncher(new Trainer(ground.trainer().python(), processes), System.getenv());
            assertThatThrownBy(() -> ground.training(launcher)
                            .run(ground.folder, ground.plan, new Onlooker().atStep(3, Onlooker::dies)))
                    .isInstanceOf(Onlooker.Gone.class);

            assertThat(launcher.find(ground.start())).isEqualTo(ground.record().handle());
            var watched = new Onlooker().atStep(3, Onlooker::cancel);
            assertThat(ground.training(launcher).run(ground.folder, ground.plan, watched))
                    .isInstanceOf(TrainingOutcome.Cancelled.class);
            assertThat(ground.folder.exitCode(ground.record().nonce())).hasValue(75);
            assertThat(watched.told.get(0).dropped().get("knowledge")).containsEntry("no-network", 1L);
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).as("nobody came").isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void withoutUnshareItTrainsAllTheSame() throws IOException {
        var programs = Files.createDirectory(root.resolve("programs"));
        for (var program : List.of("dirname", "mv", "rm", "setsid", "sleep", "tail", "wc")) {
            var script =
                    Files.writeString(programs.resolve(program), "#!/bin/sh\nexec /usr/bin/" + program + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        var environment = Map.of("PATH", programs.toString());
        assertThat(TakeNetworkAway.words(1, environment)).isEmpty();

        var outcome = ground.behaving("{'steps': [6, 4]}")
                .training(new LocalLauncher(ground.trainer(), environment))
                .run(ground.folder, ground.plan, new Onlooker());
        assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
    }

    @Test
    void theTrainerHasASessionOfItsOwn() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(1);
        ground.train(new Onlooker().atStep(1, onlooker -> {
            var trainer =
                    Processes.with("TREEWARDEN_RUN", ground.record().nonce()).get(0);
            var here = Processes.find(ProcessHandle.current().pid()).orElseThrow();
            var local = (Handle.Local) ground.record().handle().orElseThrow();
            assertThat(trainer.session()).isEqualTo(local.pid()).isNotEqualTo(here.session());
            ground.allowing(99);
        }));
    }

    @Test
    void nobodyElseOnTheMachineReadsItsFolder() throws Exception {
        ground.behaving("{'steps': [1, 1]}").train(new Onlooker());
        assertThat(Files.getPosixFilePermissions(ground.folder.path()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    /** It ends once its log is short again. */
    @Test
    void aTrainerThatSaysVeryMuchDoesNotFillTheDisk() throws Exception {
        ground.folder.prepare();
        var talks = "head -c 20000000 /dev/zero | tr '\\0' '\\n' >&2; echo the end >&2;"
                + " while [ $(wc -c <log.txt) -gt 16777216 ]; do sleep 0.05; done";
        var script = new ProcessBuilder(
                        "sh", ground.folder.script().toString(), RunRecord.newNonce(), "sh", "-c", talks)
                .start();
        assertThat(script.waitFor()).isZero();
        assertThat(ground.folder.log()).content().startsWith("(It said so much").endsWith("the end\n");
        assertThat(Files.size(ground.folder.log())).isLessThan(2 << 20);
    }

    @Test
    void aNumberThatIsAnotherProcessesNowIsNotTouched() throws Exception {
        ground.behaving("{'steps': [1, 1]}").train(new Onlooker());
        Files.delete(ground.folder.path().resolve("exit"));
        var bystander = new ProcessBuilder("sleep", "600").start();
        try {
            var handle = new Handle.Local(Processes.host(), bystander.pid(), "1@an-earlier-boot");
            assertThat(ground.launcher().poll(ground.start(), handle)).isInstanceOf(RunState.Gone.class);
            ground.launcher().stop(ground.start(), handle, Launcher.Stop.ASK);
            ground.launcher().stop(ground.start(), handle, Launcher.Stop.KILL);
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void aSecondTrainerInTheFolderLeavesTheFirstAlone() throws Exception {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(1);
        ground.train(new Onlooker().atStep(1, onlooker -> {
            var second = new Launcher.Start(ground.folder, RunRecord.newNonce());
            var handle = ground.launcher().start(second);
            Ground.until(() -> ground.launcher().poll(second, handle).equals(new RunState.Ended(74)));
            ground.allowing(99);
        }));
        assertThat(ground.stepsTold()).isEqualTo(10);
    }

    @Test
    void theScriptIsKilledAndTheTrainerIsStillFollowed() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(2);
        var outcome = ground.train(new Onlooker().atStep(2, onlooker -> {
            var local = (Handle.Local) ground.record().handle().orElseThrow();
            ProcessHandle.of(local.pid()).orElseThrow().destroyForcibly();
            Ground.until(() -> Processes.find(local.pid()).isEmpty());
            assertThat(ground.launcher().poll(ground.start(), local)).isEqualTo(new RunState.Running());
            ground.allowing(99);
        }));
        assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
        assertThat(ground.starts()).hasSize(1);
    }

    @Test
    void aTrainerOnAnotherMachineIsFollowedByItsFiles() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(2);
        leaveAtStep(2);
        ground.allowing(99);
        var here = new LocalLauncher(ground.trainer(), System.getenv(), "another-machine");
        var outcome = ground.training(here).run(ground.folder, ground.plan, new Onlooker());
        assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
        assertThat(ground.starts()).hasSize(1);
    }

    @Test
    void aTrainerOnAnotherMachineHearsThatItIsToStop() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(2);
        leaveAtStep(2);
        var here = new LocalLauncher(ground.trainer(), System.getenv(), "another-machine");
        var outcome = ground.training(here).run(ground.folder, ground.plan, new Onlooker().atStep(2, Onlooker::cancel));
        assertThat(outcome).isInstanceOf(TrainingOutcome.Cancelled.class);
        assertThat(ground.folder.exitCode(ground.record().nonce())).hasValue(75);
    }

    @Test
    void aMachineThatIsLostIsReplaced() throws IOException {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(5);
        leaveAtStep(5);
        ground.killTrainer();
        // It took its exit code with it.
        Ground.until(() -> ground.folder.exitCode(ground.record().nonce()).isPresent());
        Files.delete(ground.folder.path().resolve("exit"));
        ground.allowing(99);
        var here = new LocalLauncher(ground.trainer(), System.getenv(), "another-machine");
        var now = new Object() {
            Duration time = Duration.ZERO;
        };
        var outcome = new TrainModel(here, Ground.limits(), new Passage() {
                    @Override
                    public Duration now() {
                        return now.time;
                    }

                    @Override
                    public void pause(Duration duration) throws InterruptedException {
                        Passage.REAL.pause(Duration.ofMillis(10));
                        if (ground.record().start() == 1) {
                            now.time = now.time.plus(Duration.ofSeconds(20));
                        }
                    }
                })
                .run(ground.folder, ground.plan, new Onlooker());
        assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
        assertThat(((TrainingOutcome.Trained) outcome).starts()).isEqualTo(2);
        assertThat(ground.record().handle().map(handle -> ((Handle.Local) handle).host()))
                .isEqualTo(Optional.of("another-machine"));
    }

    private void leaveAtStep(int step) {
        try {
            ground.train(new Onlooker().atStep(step, Onlooker::dies));
        } catch (Onlooker.Gone e) {
            // as wanted
        }
    }
}
