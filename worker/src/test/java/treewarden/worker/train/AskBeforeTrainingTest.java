package treewarden.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the programs that a training needs say when they are asked, each stood in for by a script. */
class AskBeforeTrainingTest {
    private static final String CANARY = "hf_canary0123456789";

    @TempDir
    Path root;

    @Test
    void theTrainerSaysWhatItThinksOfItselfAndOfTheModel() throws IOException {
        program("python", """
                /usr/bin/env > '%s'
                echo "$@" > '%s'
                echo '{"event": "checked", "what": "base-model", "good": false, "message": "It has pickles."}'
                echo '{"event": "checked", "what": "trainer", "good": true, "message": "0.1.0 on a GPU"}'
                exit 66
                """.formatted(root.resolve("environment"), root.resolve("words")));

        var answer = trainer("python").about(Path.of("/base"), 4096, TrainingPlan.Device.CUDA);

        assertThat(answer.trainer()).isEqualTo(new AskTrainer.Said(true, "0.1.0 on a GPU"));
        assertThat(answer.model()).contains(new AskTrainer.Said(false, "It has pickles."));
        assertThat(root.resolve("words"))
                .content()
                .isEqualToIgnoringNewLines(
                        "-m treewarden_trainer check --model /base --longest-row 4096 --device cuda");
        assertThat(root.resolve("environment"))
                .content()
                .contains("HF_HUB_OFFLINE=1")
                .doesNotContain(CANARY);
    }

    @Test
    void withoutTheTrainerNothingIsSaidOfTheModel() throws IOException {
        program("python", "echo 'No module named treewarden_trainer' >&2; exit 1");

        var answer = trainer("python").about(Path.of("/base"), 4096, TrainingPlan.Device.AUTO);

        assertThat(answer.trainer().good()).isFalse();
        assertThat(answer.trainer().words())
                .contains("No module named treewarden_trainer")
                .contains("`pip install ./trainer`");
        assertThat(answer.model()).isEmpty();
        assertThat(trainer("python4")
                        .about(Path.of("/base"), 4096, TrainingPlan.Device.AUTO)
                        .trainer()
                        .words())
                .startsWith("there is no program \"python4\"");
    }

    @Test
    void slurmIsThereWhenItsControllerIs() throws IOException {
        var cluster = new AskCluster(environment());
        assertThatThrownBy(cluster::slurm).hasMessageContaining("sbatch is not on this worker's PATH");

        program("sbatch", "echo 'slurm 24.05.3'");
        program("scontrol", "echo 'Slurmctld(primary) at one is DOWN'");
        assertThatThrownBy(cluster::slurm).hasMessage("Slurm does not answer: Slurmctld(primary) at one is DOWN");

        program("scontrol", "echo 'Slurmctld(primary) at one is UP'");
        assertThat(cluster.slurm()).isEqualTo("slurm 24.05.3");
    }

    @Test
    void kubernetesIsThereWhenItLetsUsMakeAJob() throws IOException {
        var cluster = new AskCluster(environment());
        assertThatThrownBy(() -> cluster.kubernetes(kubernetes())).hasMessageContaining("kubectl is not on");

        program("kubectl", "case \"$*\" in *version*) echo 'Client Version: v1.31';; *) echo no; exit 1;; esac");
        assertThatThrownBy(() -> cluster.kubernetes(kubernetes()))
                .hasMessageContaining("does not let this account create jobs.batch in the namespace training: no");

        program("kubectl", "echo yes");
        assertThat(cluster.kubernetes(kubernetes())).isEqualTo("may create jobs.batch in the namespace training");
    }

    private AskTrainer trainer(String python) {
        return new AskTrainer(new Trainer(python, 1), environment());
    }

    private Map<String, String> environment() {
        return Map.of("PATH", root.toString(), "TREEWARDEN_HUB_TOKEN", CANARY);
    }

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(root.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static KubernetesSettings kubernetes() {
        return new KubernetesSettings(
                List.of("kubectl"),
                "training",
                "trainer@sha256:12",
                new Trainer("python", 1),
                Optional.empty(),
                1,
                1,
                "shared",
                Path.of("/shared"),
                Map.of(),
                Duration.ofHours(24));
    }
}
