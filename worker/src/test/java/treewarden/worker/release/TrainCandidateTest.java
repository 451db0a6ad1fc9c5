package treewarden.worker.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.domain.Digest;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageReport;
import treewarden.domain.release.StageReport.Mixed;
import treewarden.domain.release.StageReport.Source;
import treewarden.worker.release.TrainingRecipe.Phase;
import treewarden.worker.train.TrainModel;
import treewarden.worker.train.TrainingLimits;
import treewarden.worker.train.TrainingPlan.Base;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Replay;

class TrainCandidateTest {
    private static final String ROW = "{\"messages\": []}\n";

    @TempDir
    Path home;

    @Test
    void aPhaseRepeatsWhatTheRecipeSays() throws IOException {
        var phases = plan("knowledge.jsonl", ROW, "skills.jsonl", ROW).path("phases");

        assertThat(phases.findValuesAsText("name")).containsExactly("knowledge", "skills");
        assertThat(phases.get(0).path("replay")).isEmpty();
        assertThat(phases.get(1).path("replay").get(0).path("phase").asText()).isEqualTo("knowledge");
        assertThat(phases.get(1).path("replay").get(0).path("fraction").asDouble())
                .isEqualTo(0.25);
    }

    @Test
    void aPhaseWithoutRowsIsLeftOutAndNotRepeated() throws IOException {
        var phases = plan("skills.jsonl", ROW).path("phases");

        assertThat(phases.findValuesAsText("name")).containsExactly("skills");
        assertThat(phases.get(0).path("replay")).isEmpty();
    }

    @Test
    void phasesOfOnesOwnAreTrainedInTheirOrder() throws IOException {
        var bench = new Bench(home);
        bench.left(ReleaseStage.MIX, mixed(bench, "short", "foundations", "skills"));

        trained(bench, own("short", "foundations", "skills"));

        var phases = new ObjectMapper().readTree(planOf(bench).toFile()).path("phases");
        assertThat(phases.findValuesAsText("name")).containsExactly("short", "foundations", "skills");
        assertThat(phases.get(1).path("data").get(0).asText()).endsWith("/mix/foundations.jsonl");
        assertThat(phases.get(1).path("replay").findValuesAsText("phase")).containsExactly("short");
    }

    @Test
    void whatWasMixedForOtherPhasesIsNotLearntFrom() {
        var bench = new Bench(home);
        bench.left(ReleaseStage.MIX, mixed(bench, "short", "skills"));

        assertThat(trained(bench, own("short", "long", "skills")))
                .isEqualTo(new StageEnd.GaveUp("the rows were mixed for other phases (short: knowledge; skills:"
                        + " knowledge) than the configuration has now (short: knowledge; long: knowledge; skills:"
                        + " knowledge); set `releases.recipe.phases` back to those, or cancel this release and start"
                        + " another"));
        assertThat(planOf(bench)).doesNotExist();
    }

    private static Mixed mixed(Bench bench, String... names) {
        var files = new TreeMap<String, Digest>();
        var phases = new ArrayList<StageReport.Phase>();
        for (var name : names) {
            files.putAll(bench.files(ReleaseStage.MIX, name + ".jsonl", ROW));
            phases.add(new StageReport.Phase(name, 1, List.of(new Source("knowledge", Digest.of("k")))));
        }
        return new Mixed(files, phases, 0);
    }

    /** Each phase but the first repeats a little of the first. */
    private TrainingRecipe own(String... names) {
        var usual = TrainingRecipe.usual(new Base(home.resolve("base"), "1"));
        var phases = new LinkedHashMap<String, Phase>();
        for (var name : names) {
            phases.put(
                    name,
                    new Phase(
                            List.of(Datum.Mix.KNOWLEDGE),
                            Learning.KNOWLEDGE,
                            name.equals(names[0]) ? List.of() : List.of(new Replay.OfPhase(names[0], 0.1)),
                            Optional.empty()));
        }
        return new TrainingRecipe(usual.base(), phases, usual.machine());
    }

    @Test
    void withoutPhasesOfOnesOwnThePlanIsTheReferences() throws IOException {
        var bench = new Bench(home);
        var files = bench.files(ReleaseStage.MIX, "knowledge.jsonl", ROW, "skills.jsonl", ROW);
        bench.left(ReleaseStage.MIX, new Mixed(files, 1, 1, 0));

        trained(bench, TrainingRecipe.usual(new Base(home.resolve("base"), "1")));

        assertThat(Files.readString(planOf(bench))).isEqualTo("""
                {
                  "schema" : 1,
                  "run" : "release-20261123",
                  "model" : "HOME/base",
                  "output" : "HOME/releases/release-20261123/train/output",
                  "phases" : [ {
                    "name" : "knowledge",
                    "data" : [ "HOME/releases/release-20261123/mix/knowledge.jsonl" ],
                    "replay" : [ ],
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
                    "clip" : 1.0
                  }, {
                    "name" : "skills",
                    "data" : [ "HOME/releases/release-20261123/mix/skills.jsonl" ],
                    "replay" : [ ],
                    "learning_rate" : 6.0E-6,
                    "warmup_steps" : 25,
                    "epochs" : 10,
                    "effective_batch" : 3840,
                    "max_length" : 4096,
                    "seed" : 42,
                    "scheduler" : "cosine",
                    "weight_decay" : 0.0,
                    "betas" : [ 0.9, 0.95 ],
                    "epsilon" : 1.0E-8,
                    "clip" : 1.0
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
                """.replace("HOME", home.toString()));
    }

    /** The plan that the trainer would be started with, had it been. */
    private JsonNode plan(String... mixed) throws IOException {
        var bench = new Bench(home);
        var files = bench.files(ReleaseStage.MIX, mixed);
        bench.left(ReleaseStage.MIX, new Mixed(files, 1, 1, 0));
        var usual = TrainingRecipe.usual(new Base(home.resolve("base"), "1"));
        var phases = new LinkedHashMap<>(usual.phases());
        phases.computeIfPresent(
                TrainingRecipe.SKILLS,
                (name, phase) -> new Phase(
                        phase.data(),
                        phase.learning(),
                        List.of(new Replay.OfPhase(TrainingRecipe.KNOWLEDGE, 0.25)),
                        phase.lora()));
        var recipe = new TrainingRecipe(usual.base(), phases, usual.machine());

        assertThat(trained(bench, recipe)).isInstanceOf(StageEnd.Failed.class);
        return new ObjectMapper().readTree(planOf(bench).toFile());
    }

    private static StageEnd trained(Bench bench, TrainingRecipe recipe) {
        return new TrainCandidate(new TrainModel(new StopsAtOnce(), TrainingLimits.USUAL), recipe, "tiny")
                .run(bench.at(ReleaseStage.TRAIN));
    }

    private static Path planOf(Bench bench) {
        return bench.folders.of(Bench.ID, ReleaseStage.TRAIN).resolve("run/plan.json");
    }
}
