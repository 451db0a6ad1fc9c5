package treewarden.worker.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;

/** The trainer itself trains a tiny model on the CPU, where {@code trainer/check --install} was run. */
class RealTrainerTest {
    private static final Path PYTHON =
            Path.of("..", "trainer", ".venv", "bin", "python").toAbsolutePath().normalize();
    private static final String MODEL =
            "import sys; from treewarden_trainer.testing import write_tiny_model; write_tiny_model(sys.argv[1])";

    @TempDir
    Path root;

    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private RunFolder folder;
    private TrainingPlan plan;

    @BeforeAll
    static void skipWithoutTrainer() {
        if (!Files.isExecutable(PYTHON)) {
            System.err.println("The tests with the trainer itself are skipped: run trainer/check --install");
        }
        assumeTrue(Files.isExecutable(PYTHON), "the trainer is not installed; trainer/check --install does it");
    }

    @BeforeEach
    void prepare() throws IOException {
        environment.put("OMP_NUM_THREADS", "1");
        var commands = new RunCommand(environment);
        var made = commands.run(
                List.of(PYTHON.toString(), "-c", MODEL, root.resolve("base").toString()));
        assertThat(made.code()).as(made.error()).isZero();
        folder = new RunFolder(root.resolve("run"));
        plan = planOf(4);
    }

    private TrainingPlan planOf(int epochs) throws IOException {
        return new TrainingPlan(
                "tiny",
                new TrainingPlan.Base(root.resolve("base"), "seed 7"),
                folder.path().resolve("out"),
                List.of(
                        phase("knowledge", epochs, List.of()),
                        phase("skills", epochs, List.of(new TrainingPlan.Replay.OfPhase("knowledge", 0.5)))),
                new TrainingPlan.Machine(
                        TrainingPlan.Device.CPU,
                        TrainingPlan.Dtype.AUTO,
                        TrainingPlan.Attention.AUTO,
                        TrainingPlan.Rows.PACKED,
                        TrainingPlan.Memory.FAST,
                        TrainingPlan.Sharding.NONE,
                        512,
                        2,
                        2));
    }

    private TrainingPlan.Phase phase(String name, int epochs, List<TrainingPlan.Replay> replay) throws IOException {
        var rows = IntStream.range(0, 8)
                .mapToObj(row ->
                        "{\"messages\": [{\"role\": \"user\", \"content\": \"%s, number %d?\"},".formatted(name, row)
                                + " {\"role\": \"assistant\", \"content\": \"It is %d.\"}]}%n".formatted(row * row))
                .collect(Collectors.joining());
        var file = Files.writeString(root.resolve(name + ".jsonl"), rows);
        var learning = new TrainingPlan.Learning(
                1e-2, 1, epochs, 4, 128, 42, TrainingPlan.Scheduler.COSINE, 0, 0.9, 0.95, 1e-8, 1);
        return new TrainingPlan.Phase(
                name,
                List.of(new TrainingPlan.Data(file, Digest.of(rows))),
                replay,
                learning,
                name.equals("skills") ? Optional.of(TrainingPlan.Lora.USUAL) : Optional.empty());
    }

    @Test
    void aTinyModelLearnsThoughWorkerAndTrainerAreKilled() throws IOException {
        var dying = new Onlooker().atStep(3, onlooker -> {
            Processes.with("TREEWARDEN_RUN", nonce())
                    .forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
            onlooker.dies();
        });
        assertThatThrownBy(() -> train(1, dying)).isInstanceOf(Onlooker.Gone.class);
        var trained = (TrainingOutcome.Trained) train(1, new Onlooker());
        assertThat(trained.starts()).isEqualTo(2);
        assertThat(trained.model().resolve("model.safetensors")).isRegularFile();
        var curves = trained.progress().curves();
        assertThat(curves).extracting(LossCurve::phase).containsExactly("knowledge", "skills");
        for (var curve : curves) {
            var steps = new ArrayList<Integer>();
            curve.points().forEach(point -> steps.add(point.step()));
            assertThat(steps)
                    .isEqualTo(IntStream.rangeClosed(1, curve.steps()).boxed().toList());
            assertThat(curve.points().get(curve.steps() - 1).loss())
                    .isLessThan(curve.points().get(0).loss());
        }
    }

    @Test
    void twoProcessesAreAskedToStopAndSave() throws IOException {
        plan = planOf(40); // so many that it cannot be at its end before it hears
        assertThat(train(2, new Onlooker().atStep(1, Onlooker::cancel))).isInstanceOf(TrainingOutcome.Cancelled.class);
        assertThat(plan.output().resolve("phases/01-knowledge/checkpoints")).isNotEmptyDirectory();
        assertThat(Processes.with("TREEWARDEN_RUN", nonce())).isEmpty();
        assertThat(train(2, new Onlooker())).isInstanceOf(TrainingOutcome.Trained.class);
    }

    private String nonce() {
        try {
            return RunRecord.read(folder).orElseThrow().nonce();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private TrainingOutcome train(int processes, TrainingWatch watch) {
        var launcher = new LocalLauncher(new Trainer(PYTHON.toString(), processes), environment);
        return new TrainModel(launcher, Ground.limits()).run(folder, plan, watch);
    }
}
