package treewarden.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The objects are held against golden text; a kubectl that keeps state runs them. */
class KubernetesLauncherTest {
    private static final String CANARY = "hf_canary0123456789";

    @TempDir
    Path root;

    private Ground ground;
    private Path kubectl;

    @BeforeEach
    void prepare() throws IOException {
        ground = new Ground(root);
        kubectl = Ground.program(root, "stand-in-kubectl");
        Files.createDirectories(root.resolve("cluster"));
    }

    @AfterEach
    void clear() {
        ground.clear();
    }

    @Test
    void asksForAJob() throws IOException {
        var settings = new KubernetesSettings(
                List.of("kubectl"),
                "training",
                "trainer@sha256:12",
                new Trainer("python", 1),
                Optional.empty(),
                1,
                1,
                "shared",
                Path.of("/shared"),
                Map.of("gpu", "h100"),
                Duration.ofHours(24));
        assertThat(object(settings)).isEqualTo(Ground.JSON.readTree("""
                        {
                          "apiVersion": "batch/v1",
                          "kind": "Job",
                          "metadata": {
                            "name": "treewarden-0123",
                            "namespace": "training",
                            "labels": {"app.kubernetes.io/managed-by": "treewarden"}
                          },
                          "spec": {
                            "backoffLimit": 0,
                            "activeDeadlineSeconds": 86400,
                            "template": {
                              "metadata": {"labels": {"app.kubernetes.io/managed-by": "treewarden"}},
                              "spec": {
                                "restartPolicy": "Never",
                                "terminationGracePeriodSeconds": 300,
                                "automountServiceAccountToken": false,
                                "enableServiceLinks": false,
                                "nodeSelector": {"gpu": "h100"},
                                "volumes": [
                                  {"name": "training", "persistentVolumeClaim": {"claimName": "shared"}},
                                  {"name": "shared-memory", "emptyDir": {"medium": "Memory"}}
                                ],
                                "containers": [
                                  {
                                    "name": "node",
                                    "image": "trainer@sha256:12",
                                    "command": [
                                      "/bin/sh", "/shared/one/run.sh", "0123",
                                      "python", "-m", "treewarden_trainer", "run", "--plan", "/shared/one/plan.json"
                                    ],
                                    "env": [
                                      {"name": "DO_NOT_TRACK", "value": "1"},
                                      {"name": "HF_DATASETS_OFFLINE", "value": "1"},
                                      {"name": "HF_HUB_DISABLE_IMPLICIT_TOKEN", "value": "1"},
                                      {"name": "HF_HUB_DISABLE_TELEMETRY", "value": "1"},
                                      {"name": "HF_HUB_OFFLINE", "value": "1"},
                                      {"name": "PYTHONUNBUFFERED", "value": "1"},
                                      {"name": "TOKENIZERS_PARALLELISM", "value": "false"},
                                      {"name": "TRANSFORMERS_OFFLINE", "value": "1"},
                                      {"name": "VLLM_NO_USAGE_STATS", "value": "1"}
                                    ],
                                    "workingDir": "/shared/one",
                                    "resources": {"limits": {"nvidia.com/gpu": 1}},
                                    "volumeMounts": [
                                      {"name": "training", "mountPath": "/shared"},
                                      {"name": "shared-memory", "mountPath": "/dev/shm"}
                                    ],
                                    "securityContext": {
                                      "allowPrivilegeEscalation": false,
                                      "capabilities": {"drop": ["ALL"]}
                                    }
                                  }
                                ]
                              }
                            }
                          }
                        }
                        """));
    }

    @Test
    void asksForATrainJobOnSeveralNodes() throws IOException {
        var settings = new KubernetesSettings(
                List.of("kubectl"),
                "training",
                "trainer@sha256:12",
                new Trainer("python", 8),
                Optional.of("torch-distributed"),
                4,
                8,
                "shared",
                Path.of("/shared"),
                Map.of(),
                Duration.ofHours(24));
        assertThat(object(settings)).isEqualTo(Ground.JSON.readTree("""
                        {
                          "apiVersion": "trainer.kubeflow.org/v1alpha1",
                          "kind": "TrainJob",
                          "metadata": {
                            "name": "treewarden-0123",
                            "namespace": "training",
                            "labels": {"app.kubernetes.io/managed-by": "treewarden"}
                          },
                          "spec": {
                            "runtimeRef": {"name": "torch-distributed"},
                            "activeDeadlineSeconds": 86400,
                            "trainer": {
                              "image": "trainer@sha256:12",
                              "numNodes": 4,
                              "numProcPerNode": 8,
                              "command": [
                                "/bin/sh", "/shared/one/run.sh", "0123",
                                "python", "-m", "torch.distributed.run", "--max-restarts=0", "--shutdown-timeout=240",
                                "-m", "treewarden_trainer", "run", "--plan", "/shared/one/plan.json"
                              ],
                              "env": [
                                {"name": "DO_NOT_TRACK", "value": "1"},
                                {"name": "HF_DATASETS_OFFLINE", "value": "1"},
                                {"name": "HF_HUB_DISABLE_IMPLICIT_TOKEN", "value": "1"},
                                {"name": "HF_HUB_DISABLE_TELEMETRY", "value": "1"},
                                {"name": "HF_HUB_OFFLINE", "value": "1"},
                                {"name": "PYTHONUNBUFFERED", "value": "1"},
                                {"name": "TOKENIZERS_PARALLELISM", "value": "false"},
                                {"name": "TRANSFORMERS_OFFLINE", "value": "1"},
                                {"name": "VLLM_NO_USAGE_STATS", "value": "1"}
                              ],
                              "resourcesPerNode": {"limits": {"nvidia.com/gpu": 8}}
                            },
                            "runtimePatches": [
                              {
                                "manager": "treewarden",
                                "trainingRuntimeSpec": {"template": {"spec": {"replicatedJobs": [
                                  {
                                    "name": "node",
                                    "template": {"spec": {"template": {
                                      "metadata": {"labels": {"app.kubernetes.io/managed-by": "treewarden"}},
                                      "spec": {
                                      "volumes": [
                                        {"name": "training", "persistentVolumeClaim": {"claimName": "shared"}},
                                        {"name": "shared-memory", "emptyDir": {"medium": "Memory"}},
                                        {"name": "no-token", "emptyDir": {}}
                                      ],
                                      "containers": [
                                        {
                                          "name": "node",
                                          "volumeMounts": [
                                            {"name": "training", "mountPath": "/shared"},
                                            {"name": "shared-memory", "mountPath": "/dev/shm"},
                                            {
                                              "name": "no-token",
                                              "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount",
                                              "readOnly": true
                                            }
                                          ],
                                          "securityContext": {
                                            "allowPrivilegeEscalation": false,
                                            "capabilities": {"drop": ["ALL"]}
                                          }
                                        }
                                      ]
                                    }}}}
                                  }
                                ]}}}
                              }
                            ]
                          }
                        }
                        """));
    }

    @Test
    void trainsAndTheNextWorkerTakesItUpAndItIsClearedAway() throws IOException {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        assertThatThrownBy(() -> train(new Onlooker().atStep(3, Onlooker::dies)))
                .isInstanceOf(Onlooker.Gone.class);
        var start = ground.start();
        assertThat(launcher().find(start)).isEqualTo(ground.record().handle());
        assertThat(launcher().find(new Launcher.Start(ground.folder, RunRecord.newNonce())))
                .isEmpty();
        ground.allowing(99);
        var outcome = train(new Onlooker());
        assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
        assertThat(ground.stepsTold()).isEqualTo(10);
        assertThat(ground.starts()).hasSize(1);
        assertThat(ground.starts().get(0).toString()).doesNotContain(CANARY);
        Ground.until(() -> launcher().find(start).isEmpty());
        assertThat(train(new Onlooker())).as("what it was stays known").isEqualTo(outcome);
        assertThat(Files.readString(root.resolve("cluster/asked"))).doesNotContain(CANARY);
    }

    @Test
    void aLostAnswerDoesNotStartItTwice() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(1);
        var outcome = train(new Onlooker().atStep(1, onlooker -> {
            assertThat(launcher().start(ground.start()))
                    .isEqualTo(ground.record().handle().orElseThrow());
            ground.allowing(99);
        }));
        assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
        assertThat(ground.starts()).hasSize(1);
    }

    @Test
    void aClusterThatIsDownIsNotTakenForAJobThatIsGone() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        var outcome = train(new Onlooker().atStep(3, onlooker -> {
            var down = root.resolve("cluster/down");
            try {
                Files.createFile(down);
                assertThat(launcher()
                                .poll(ground.start(), ground.record().handle().orElseThrow()))
                        .isInstanceOf(RunState.Unreachable.class);
                assertThatThrownBy(() -> launcher().find(ground.start()))
                        .hasMessageContaining("does not say whether the job was taken");
                Files.delete(down);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            ground.allowing(99);
        }));
        assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
        assertThat(ground.starts()).hasSize(1);
    }

    @Test
    void aMachineThatDiesIsMissedBeforeKubernetesKnowsIt() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(5);
        var model = new TrainModel(launcher(), Ground.limits(), new Hurried(ground, 5));
        var outcome = model.run(ground.folder, ground.plan, new Onlooker().atStep(5, onlooker -> machineDies()));
        assertThat(outcome).isInstanceOf(TrainingOutcome.Trained.class);
        assertThat(((TrainingOutcome.Trained) outcome).starts()).isEqualTo(2);
        assertThat(ground.starts()).hasSize(2);
    }

    private void machineDies() {
        var pod = root.resolve("cluster")
                .resolve(KubernetesObject.name(ground.record().nonce()));
        try {
            Files.createFile(pod.resolve("unnoticed"));
            new ProcessBuilder("sh", "-c", "kill -s KILL -- \"-$1\"", "kill", Files.readString(pod.resolve("pid")))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
        ground.allowing(99);
    }

    @Test
    void cancelledItSavesAndEnds() {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        assertThat(train(new Onlooker().atStep(3, Onlooker::cancel))).isInstanceOf(TrainingOutcome.Cancelled.class);
        assertThat(ground.folder.exitCode(ground.record().nonce())).hasValue(75);
    }

    @Test
    void cancelledWithoutAWorkerItSavesAndEndsAndIsClearedAway() throws IOException {
        ground.behaving("{'steps': [6, 4], 'gated': true}").allowing(3);
        assertThatThrownBy(() -> train(new Onlooker().atStep(3, Onlooker::dies)))
                .isInstanceOf(Onlooker.Gone.class);
        var down = Files.createFile(root.resolve("cluster/down"));
        assertThat(Ground.ending(launcher()).run(ground.folder, new Onlooker()))
                .as("while the cluster is down")
                .isInstanceOf(EndTraining.End.NotNow.class);
        Files.delete(down);

        assertThat(Ground.ending(launcher()).run(ground.folder, new Onlooker()))
                .isEqualTo(new EndTraining.End.Over("the trainer was stopped"));

        assertThat(ground.folder.exitCode(ground.record().nonce())).hasValue(75);
        Ground.until(() -> launcher().find(ground.start()).isEmpty());
    }

    @Test
    void conditionsAreUnderstood() throws IOException {
        assertThat(state("{'conditions': [{'type': 'Suspended', 'status': 'True', 'reason': 'Queued'}]}"))
                .isInstanceOf(RunState.Waiting.class);
        assertThat(state("{'conditions': [{'type': 'Suspended', 'status': 'False'}],"
                        + " 'jobsStatus': [{'name': 'node', 'active': 1}]}"))
                .isEqualTo(new RunState.Reported());
        assertThat(state("{'active': 1, 'ready': 0}")).isInstanceOf(RunState.Waiting.class);
        assertThat(state("{'conditions': [{'type': 'Failed', 'status': 'True', 'reason': 'DeadlineExceeded',"
                        + " 'message': 'too\u202elong'}]}"))
                .isEqualTo(new RunState.Gone("Kubernetes says it failed (DeadlineExceeded: too\\u{202e}long)."));
    }

    private static RunState state(String status) throws IOException {
        return KubernetesObject.state(Ground.JSON.readTree(("{'status': " + status + "}").replace('\'', '"')));
    }

    private static JsonNode object(KubernetesSettings settings) throws IOException {
        var start = new Launcher.Start(new RunFolder(Path.of("/shared/one")), "0123");
        // Through text, as kubectl reads it: numbers are then of the same kind.
        return Ground.JSON.readTree(
                new KubernetesObject(settings, start).build().toString());
    }

    private KubernetesLauncher launcher() {
        var environment = new HashMap<>(System.getenv());
        environment.put("HF_TOKEN", CANARY);
        return new KubernetesLauncher(
                new KubernetesSettings(
                        List.of(kubectl.toString()),
                        "training",
                        "trainer@sha256:12",
                        ground.trainer(),
                        Optional.empty(),
                        1,
                        0,
                        "shared",
                        root,
                        Map.of(),
                        Duration.ofHours(1)),
                environment);
    }

    private TrainingOutcome train(TrainingWatch watch) {
        return ground.training(launcher()).run(ground.folder, ground.plan, watch);
    }
}
