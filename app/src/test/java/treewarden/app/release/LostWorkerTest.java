package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Capability;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.store.Job;

/** Several workers on one queue, and real training: the machine that trains is lost, and another one goes on. */
class LostWorkerTest {
    /** Steps from checkpoint to checkpoint. */
    private static final int EVERY = 5;

    @TempDir
    Path folder;

    private ReleaseMachines machines;

    @BeforeEach
    void begin() throws Exception {
        machines = new ReleaseMachines(
                folder, """
                base-model: %s
                trainer:
                  python: %s
                recipe:
                  longest-row: 1024
                  device: cpu
                  micro-batch-tokens: 1024
                  checkpoint-steps: %d
                  skills:
                    learning-rate: 1e-3
                    warmup-steps: 1
                    epochs: 2
                    effective-batch: 2
                """.formatted(TinyModel.in(folder.resolve("base")), TinyModel.PYTHON, EVERY));
        machines.start(Capability.FORGE);
        machines.start(Capability.GPU);
        machines.merged("haiku");
    }

    @AfterEach
    void end() throws Exception {
        if (machines != null) {
            machines.close();
        }
    }

    @Test
    void theOtherOneTrainsOnFromTheLastWholeCheckpointWithTheSameLosses() throws Exception {
        var id = machines.startRelease();
        eventually(() -> assertThat(of(id, "checkpoint")).as(machines::logs).hasSizeGreaterThanOrEqualTo(2));
        var other = machines.another(Capability.GPU, "another-gpu");
        machines.kill(Capability.GPU);
        machines.killTrainer(id);
        int before = events(id).size();
        var whole = newestWhole(id);
        int kept = Integer.parseInt(whole.getFileName().toString().replace("step-", ""));
        leaveHalfOf(whole, whole.resolveSibling("step-%08d".formatted(kept + EVERY)));

        eventually(() -> assertThat(machines.release(id).stage())
                .as(() -> machines.trouble() + machines.logs() + other.output())
                .isEqualTo(ReleaseStage.EVALUATE));

        Job job = machines.write(
                        transaction -> transaction.jobs().latest(new RunReleaseStage(id, ReleaseStage.TRAIN).key()))
                .orElseThrow();
        assertThat(job.worker()).isEqualTo("worker-" + other.pid());
        assertThat(of(id, "phase"))
                .extracting(phase -> phase.path("resumed_from").asText(""))
                .containsExactly("", whole.toString());
        var first = losses(events(id).subList(0, before));
        var second = losses(events(id).subList(before, events(id).size()));
        assertThat(second.keySet()).contains(kept + 1).doesNotContain(kept);
        assertThat(first.keySet()).contains(1, kept);
        first.forEach((step, loss) -> {
            if (step > kept) {
                assertThat(second.get(step)).as("the loss of step %s", step).isEqualTo(loss);
            }
        });
        machines.write(transaction -> transaction.writeReleases().cancel(id, "mia", "it was about the training"));
    }

    private List<JsonNode> events(ReleaseId id) throws IOException {
        var file = machines.folder(id, ReleaseStage.TRAIN).resolve("run/events.jsonl");
        var events = new ArrayList<JsonNode>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                if (line.endsWith("}")) {
                    events.add(new ObjectMapper().readTree(line));
                }
            }
        }
        return events;
    }

    private List<JsonNode> of(ReleaseId id, String kind) throws IOException {
        return events(id).stream()
                .filter(event -> event.path("event").asText().equals(kind))
                .toList();
    }

    private static Map<Integer, Double> losses(List<JsonNode> events) {
        var losses = new HashMap<Integer, Double>();
        for (var event : events) {
            if (event.path("event").asText().equals("step")) {
                losses.put(event.path("step").asInt(), event.path("loss").asDouble());
            }
        }
        return losses;
    }

    /** What is written is written under another name: whatever has the name of a checkpoint and a manifest is whole. */
    private Path newestWhole(ReleaseId id) throws IOException {
        try (var all =
                Files.list(machines.folder(id, ReleaseStage.TRAIN).resolve("output/phases/01-skills/checkpoints"))) {
            return all.filter(checkpoint -> Files.exists(checkpoint.resolve("manifest.json")))
                    .sorted()
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        }
    }

    /** As if the machine had died while the next one was written, on a disk that does not keep the order. */
    private static void leaveHalfOf(Path whole, Path half) throws IOException {
        Files.createDirectory(half);
        try (var files = Files.list(whole)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = Files.readAllBytes(file);
                int length = file.endsWith("manifest.json") ? bytes.length : bytes.length / 2;
                Files.write(half.resolve(file.getFileName()), Arrays.copyOf(bytes, length));
            }
        }
    }
}
