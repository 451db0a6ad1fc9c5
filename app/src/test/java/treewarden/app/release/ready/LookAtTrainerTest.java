package treewarden.app.release.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.release.ready.Looked.State;

/** A machine with all that a release needs, but something about the base model or what trains it. */
class LookAtTrainerTest {
    @TempDir
    Path folder;

    private ReadyMachine machine;

    @BeforeEach
    void open() throws IOException {
        machine = ReadyMachine.in(folder);
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void theTrainersWordOnTheBaseModelIsTheOnlyRule() throws IOException {
        machine.program(
                "python",
                ReadyMachine.FINE.replace(
                        "true, \"message\": \"It can be", "false, \"message\": \"It has pickles. It cannot be"));

        assertThat(machine.state("base model")).isEqualTo(State.NOT_READY);
        assertThat(machine.words("base model")).contains("It has pickles").contains("`releases.base-model`");
        assertThat(machine.state("trainer")).isEqualTo(State.READY);
    }

    @Test
    void aTrainerWithoutItsLibrariesIsNotReady() throws IOException {
        machine.program("python", "echo 'ModuleNotFoundError: No module named treewarden_trainer' >&2; exit 1");

        assertThat(machine.state("trainer")).isEqualTo(State.NOT_READY);
        assertThat(machine.words("trainer"))
                .contains("No module named treewarden_trainer")
                .contains("`releases.trainer.python`");
        assertThat(machine.words("base model")).endsWith("whether it can be trained on the trainer says");
    }

    @Test
    void theRealTrainerSaysNoToAModelWithCodeOfItsOwn() throws IOException {
        var python = ReadyMachine.TRAINER.resolve(".venv/bin/python");
        assumeTrue(Files.isExecutable(python), "trainer/check --install makes the trainer's environment");
        Files.writeString(machine.path("base/config.json"), "{\"auto_map\": {\"AutoModel\": \"evil.Model\"}}");
        machine.set("trainer", "{python: " + python + "}");

        assertThat(machine.words("base model")).startsWith("config.json of the base model has auto_map");
        assertThat(machine.state("trainer")).as(machine.words("trainer")).isEqualTo(State.READY);
    }

    @Test
    void aFolderWithoutAModelIsNamed() throws IOException {
        Files.delete(machine.path("base/config.json"));

        assertThat(machine.state("base model")).isEqualTo(State.NOT_READY);
        assertThat(machine.words("base model")).contains("holds no config.json; name the model's folder");
    }

    @Test
    void underSlurmTheClusterIsAskedAndTheTrainerWhereItIsHere() throws IOException {
        machine.set("trainer", "{python: python, slurm: {nodes: 2}}");
        assertThat(machine.notReady()).containsOnlyKeys("Slurm");

        machine.program("sbatch", "echo 'slurm 24.05'");
        machine.program("scontrol", "echo 'Slurmctld(primary) at one is UP'");
        assertThat(machine.words("Slurm")).isEqualTo("slurm 24.05");
        assertThat(machine.state("trainer")).isEqualTo(State.READY);

        Files.delete(machine.path("bin/python"));
        assertThat(machine.state("trainer")).isEqualTo(State.ELSEWHERE);
        assertThat(machine.words("trainer"))
                .contains("srun python -m treewarden_trainer check --model " + machine.path("base"));
        assertThat(machine.notReady()).isEmpty();
    }

    @Test
    void inKubernetesTheClusterIsAsked() throws IOException {
        machine.set("trainer", "{python: python, kubernetes: {image: trainer, claim: shared}}");
        machine.program("kubectl", "echo no; exit 1");
        assertThat(machine.notReady()).containsOnlyKeys("Kubernetes");

        machine.program("kubectl", "echo yes");
        assertThat(machine.notReady()).isEmpty();
        assertThat(machine.words("Kubernetes")).isEqualTo("may create jobs.batch in the namespace default");
        assertThat(machine.words("trainer")).contains("in a pod of trainer");
    }
}
