package treewarden.worker.train;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import treewarden.domain.Digest;

/** A folder to train in, with a stand-in for the trainer that speaks, waits and fails as it is told. */
final class Ground {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final int MOST_MOMENTS = 6_000;

    private static final Passage UNHURRIED = new Passage() {
        @Override
        public Duration now() {
            return Duration.ZERO; // nothing takes too long
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Passage.REAL.pause(MOMENT);
        }
    };

    final RunFolder folder;
    final TrainingPlan plan;
    private final Path python;

    Ground(Path root) {
        this(
                root,
                new TrainingPlan.Machine(
                        TrainingPlan.Device.AUTO,
                        TrainingPlan.Dtype.AUTO,
                        TrainingPlan.Attention.AUTO,
                        TrainingPlan.Rows.PACKED,
                        TrainingPlan.Memory.FAST,
                        TrainingPlan.Sharding.NONE,
                        8192,
                        2,
                        2));
    }

    private Ground(Path root, TrainingPlan.Machine machine) {
        folder = new RunFolder(root.resolve("run"));
        python = program(root, "stand-in-trainer");
        plan = new TrainingPlan(
                "a-release",
                new TrainingPlan.Base(root.resolve("base"), "revision-1"),
                folder.path().resolve("out"),
                List.of(
                        new TrainingPlan.Phase(
                                "knowledge",
                                List.of(rows(root, "knowledge")),
                                List.of(),
                                TrainingPlan.Learning.KNOWLEDGE),
                        new TrainingPlan.Phase(
                                "skills",
                                List.of(rows(root, "skills")),
                                List.of(new TrainingPlan.Replay.OfPhase("knowledge", 0.1)),
                                TrainingPlan.Learning.SKILLS)),
                machine);
    }

    /** A program in Python from the tests' resources, to be started by its name. */
    static Path program(Path root, String name) {
        var found = python();
        assumeTrue(found.isPresent(), "python3 is not here, so nothing can be stood in for");
        var program = root.resolve(name);
        try (var script = Ground.class.getResourceAsStream(name + ".py")) {
            Files.createDirectories(root.resolve("run"));
            var text = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(program, text.replace("/usr/bin/env python3", found.orElseThrow()));
            return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TrainingPlan.Data rows(Path root, String name) {
        var text = "{\"messages\": []}\n";
        try {
            return new TrainingPlan.Data(Files.writeString(root.resolve(name + ".jsonl"), text), Digest.of(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Python itself: what is first on the path may be a script that adds to the environment. */
    private static Optional<String> python() {
        try {
            var process = new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(said) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How the stand-in fares; single quotes stand for double ones. */
    Ground behaving(String behaviour) {
        write("behaviour.json", behaviour.replace('\'', '"'));
        return this;
    }

    /** How many steps the stand-in may make, where it is gated. */
    Ground allowing(int steps) {
        write("allowed", String.valueOf(steps));
        return this;
    }

    /** The machine's beat, as the script writes it. */
    void beating(int beat) {
        write("alive", record().nonce() + " " + beat + "\n");
    }

    private void write(String name, String text) {
        try {
            WholeFile.write(folder.path().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Trainer trainer() {
        return new Trainer(python.toString(), 1);
    }

    LocalLauncher launcher() {
        return new LocalLauncher(trainer(), System.getenv());
    }

    TrainModel training(Launcher launcher) {
        return new TrainModel(launcher, limits(), UNHURRIED);
    }

    static EndTraining ending(Launcher launcher) {
        return new EndTraining(launcher, limits(), UNHURRIED);
    }

    static TrainingLimits limits() {
        var usual = TrainingLimits.USUAL;
        return new TrainingLimits(
                usual.silence(),
                usual.lost(),
                usual.grace(),
                usual.tries(),
                Duration.ofMillis(10),
                Duration.ofMillis(10));
    }

    TrainingOutcome train(TrainingWatch watch) {
        return training(launcher()).run(folder, plan, watch);
    }

    /** What the trainer knew at each of its starts: arguments, environment, pid. */
    List<JsonNode> starts() {
        var starts = new ArrayList<JsonNode>();
        try {
            var file = folder.path().resolve("starts");
            if (Files.exists(file)) {
                for (var line : Files.readAllLines(file)) {
                    starts.add(JSON.readTree(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return starts;
    }

    /** How many steps were told so far, of all starts. */
    int stepsTold() {
        try {
            int steps = 0;
            var events = new EventFile(folder.events());
            for (var more = events.more(); !more.isEmpty(); more = events.more()) {
                steps += (int) more.stream()
                        .filter(placed -> placed.event() instanceof TrainingEvent.Step)
                        .count();
            }
            return steps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RunRecord record() {
        try {
            return RunRecord.read(folder).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Launcher.Start start() {
        return new Launcher.Start(folder, record().nonce());
    }

    /** Kills whatever is left of the run. */
    void clear() {
        kill("TREEWARDEN_RUN");
        kill("TREEWARDEN_LAUNCH");
    }

    /** The trainer alone: the script that started it notes its end. */
    void killTrainer() {
        kill("TREEWARDEN_RUN");
    }

    private void kill(String name) {
        if (Files.exists(folder.record())) {
            Processes.with(name, record().nonce())
                    .forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    static void until(BooleanSupplier true_) {
        for (int moments = 0; !true_.getAsBoolean(); moments++) {
            if (moments > MOST_MOMENTS) {
                throw new AssertionError("it does not come about");
            }
            try {
                Passage.REAL.pause(MOMENT);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
