package treewarden.worker.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.worker.train.TrainingPlan.Base;
import treewarden.worker.train.TrainingPlan.Data;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Lora;
import treewarden.worker.train.TrainingPlan.Machine;
import treewarden.worker.train.TrainingPlan.Phase;
import treewarden.worker.train.TrainingPlan.Replay;

class TrainingPlanTest {
    private static final Digest KNOWLEDGE = Digest.of("knowledge");
    private static final Digest BASICS = Digest.of("basics");

    @TempDir
    Path root;

    @Test
    void isWrittenAsTheTrainerReadsIt() throws IOException {
        var file = root.resolve("plan.json");
        plan("/data/one", Machine.USUAL).write(file);
        assertThat(Files.readString(file)).isEqualTo("""
                        {
                          "schema" : 1,
                          "run" : "release-20261123",
                          "model" : "/models/base",
                          "output" : "/data/one/out",
                          "phases" : [ {
                            "name" : "knowledge",
                            "data" : [ "/data/one/knowledge.jsonl" ],
                            "replay" : [ {
                              "file" : "/data/one/basics.jsonl",
                              "fraction" : 0.25
                            } ],
                            "learning_rate" : 2.0E-5,
                            "warmup_steps" : 25,
                            "epochs" : 7,
                            "effective_batch" : 128,
                            "max_length" : 4096,
                            "seed" : 42,
                            "scheduler" : "cosine",
                            "weight_decay" : 0.0,
                            "betas" : [ 0.9, 0.95 ],
                            "epsilon" : 1.0E-8,
                            "clip" : 1.0,
                            "lora" : {
                              "rank" : 16,
                              "alpha" : 32,
                              "dropout" : 0.0,
                              "targets" : "all-linear"
                            }
                          } ],
                          "device" : "auto",
                          "dtype" : "auto",
                          "attention" : "auto",
                          "packing" : true,
                          "sharding" : "none",
                          "micro_batch_tokens" : 8192,
                          "gradient_checkpointing" : false,
                          "checkpoints" : {
                            "every_steps" : 100,
                            "keep" : 2
                          }
                        }
                        """);
        assertThat(root).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void isNamedByWhatTheWeightsDependOn() {
        var usual = plan("/data/one", Machine.USUAL);
        var sparing = new Machine(
                TrainingPlan.Device.CUDA,
                TrainingPlan.Dtype.AUTO,
                TrainingPlan.Attention.SDPA,
                TrainingPlan.Rows.PADDED,
                TrainingPlan.Memory.SPARING,
                TrainingPlan.Sharding.FSDP,
                1024,
                10,
                3);
        assertThat(plan("/data/two", sparing).digest()).isEqualTo(usual.digest());
        var otherRows = new TrainingPlan(
                usual.run(),
                usual.base(),
                usual.output(),
                List.of(new Phase(
                        "knowledge",
                        List.of(new Data(Path.of("/data/one/knowledge.jsonl"), Digest.of("other"))),
                        usual.phases().get(0).replay(),
                        Learning.KNOWLEDGE,
                        Optional.of(Lora.USUAL))),
                usual.machine());
        assertThat(otherRows.digest()).isNotEqualTo(usual.digest());
    }

    private static TrainingPlan plan(String folder, Machine machine) {
        return new TrainingPlan(
                "release-20261123",
                new Base(Path.of("/models/base"), "3f2a"),
                Path.of(folder, "out"),
                List.of(new Phase(
                        "knowledge",
                        List.of(new Data(Path.of(folder, "knowledge.jsonl"), KNOWLEDGE)),
                        List.of(new Replay.OfFile(new Data(Path.of(folder, "basics.jsonl"), BASICS), 0.25)),
                        Learning.KNOWLEDGE,
                        Optional.of(Lora.USUAL))),
                machine);
    }
}
