package treewarden.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.release.ReleaseSettings;
import treewarden.app.release.ReleaseSettings.Launch;
import treewarden.bot.release.FindMerged.Admission;
import treewarden.domain.ReleasedModel;
import treewarden.domain.release.ReleaseId;
import treewarden.sdg.mix.Amount;
import treewarden.sdg.mix.DataSet;
import treewarden.worker.evaluate.ServeCommand;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.release.DecideOnCandidate.Approval;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.train.TrainingPlan.Attention;
import treewarden.worker.train.TrainingPlan.Device;
import treewarden.worker.train.TrainingPlan.Dtype;
import treewarden.worker.train.TrainingPlan.Learning;
import treewarden.worker.train.TrainingPlan.Lora;
import treewarden.worker.train.TrainingPlan.Machine;
import treewarden.worker.train.TrainingPlan.Memory;
import treewarden.worker.train.TrainingPlan.Replay;
import treewarden.worker.train.TrainingPlan.Rows;
import treewarden.worker.train.TrainingPlan.Scheduler;
import treewarden.worker.train.TrainingPlan.Sharding;

class ReleaseSectionTest {
    private static final String SERVICE = """
            github:
              app-id: 12345
              repositories: [instructlab/taxonomy]
              maintainers: [maintain]
            """;
    private static final String TEACHER = """
            teacher:
              url: https://teacher.example/v1
              model: mixtral
            """;
    private static final String LEAST = """
            releases:
              model: community/model
              base-model: models/base
            """;
    private static final Map<String, String> SECRETS =
            Map.of("TREEWARDEN_GITHUB_PRIVATE_KEY", "a key", "TREEWARDEN_WEBHOOK_SECRET", "a secret");

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("treewarden.yaml"), text);
    }

    private ReleaseSettings read(String releases) throws IOException {
        return Objects.requireNonNull(
                ConfigFile.read(file(SERVICE + TEACHER + releases), SECRETS).releases());
    }

    private List<String> problems(String text) {
        var problems = new ArrayList<String>();
        assertThatThrownBy(() -> ConfigFile.read(file(text), SECRETS))
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        e -> e.problems().forEach(problem -> problems.add(problem.message())));
        return problems;
    }

    @Test
    void withoutItThereAreNoReleases() throws IOException {
        assertThat(ConfigFile.read(file(SERVICE), SECRETS).releases()).isNull();
    }

    @Test
    void theLeastOfItIsTheReferencesRecipeAndAPersonsWord() throws IOException {
        var read = read(LEAST);

        assertThat(read.taxonomy()).isEqualTo("instructlab/taxonomy");
        assertThat(read.recipe().base().folder()).isEqualTo(folder.resolve("models/base"));
        assertThat(read.recipe().phases()).containsOnlyKeys(TrainingRecipe.KNOWLEDGE, TrainingRecipe.SKILLS);
        assertThat(read.deciding().approval()).isEqualTo(Approval.BY_A_PERSON);
        assertThat(read.deciding().admission()).isEqualTo(Admission.APPROVED);
        assertThat(read.calendar()).as("nothing starts by itself").isNull();
        assertThat(read.launch()).isInstanceOf(Launch.Local.class);
        assertThat(read.hub().token()).isNull();
        assertThat(read.evaluation().serve()).isEqualTo(ServeCommand.VLLM);
        assertThat(read.telling().model(new ReleaseId("release-20261123"))).isEmpty();
    }

    @Test
    void allOfItIsRead() throws IOException {
        var read = read(LEAST + """
                  data-set: community/data
                  admission: merged
                  approval: by-rule
                  visibility: private
                  schedule:
                    cron: 0 6 * * mon
                    least-contributions: 5
                    quiet: 30m
                  recipe:
                    device: cpu
                    longest-row: 1024
                    dtype: bfloat16
                    attention: flash-attention-2
                    packing: false
                    gradient-checkpointing: true
                    sharding: fsdp
                    checkpoints-kept: 3
                    knowledge:
                      learning-rate: 1e-4
                      epochs: 2
                      lora-rank: 8
                      lora-alpha: 32
                      lora-targets: [q_proj, v_proj]
                    skills:
                      seed: 7
                      scheduler: linear
                      weight-decay: 0.01
                      beta2: 0.999
                      clip: 0
                      replay:
                        knowledge: 0.25
                  data-sets:
                    skills: [foundational.jsonl, /srv/precomputed.jsonl=5000]
                    knowledge: [earlier.jsonl=0.5]
                  trainer:
                    python: /opt/trainer/bin/python
                    slurm:
                      nodes: 2
                      gpus-per-node: 8
                      options: [--partition=gpu]
                  evaluation:
                    serve: [serve, "{model}", "{port}", "{name}"]
                    benchmarks:
                      command: [lm_eval, --output_path, "{output}"]
                      longest: 3h
                  served:
                    url: https://models.example/v1
                    model: community-{release}
                  ask: contributors
                  candidates:
                    repository: community/candidates
                    visibility: gated
                  gguf:
                    command: [convert, "{model}", --outfile, "{output}"]
                    file: model-q8_0.gguf
                  gate:
                    margin: 0.02
                    least-questions: 40
                    version: "7"
                """);

        assertThat(read.dataSet()).isEqualTo("community/data");
        assertThat(read.deciding().rule().margins().heldOut()).isEqualTo(0.02);
        assertThat(read.deciding().rule().version()).isEqualTo("7");
        assertThat(read.deciding().approval()).isEqualTo(Approval.BY_RULE);
        assertThat(read.hub().visibility()).isEqualTo(Visibility.PRIVATE);
        assertThat(read.recipe().machine().device()).isEqualTo(Device.CPU);
        assertThat(read.recipe().phases().get(TrainingRecipe.KNOWLEDGE)).satisfies(phase -> {
            assertThat(phase.learning().learningRate()).isEqualTo(1e-4);
            assertThat(phase.learning().maxLength()).isEqualTo(1_024);
            assertThat(phase.lora()).contains(new Lora(8, 32, 0, List.of("q_proj", "v_proj")));
            assertThat(phase.replay()).isEmpty();
        });
        assertThat(read.recipe().phases().get(TrainingRecipe.SKILLS)).satisfies(phase -> {
            assertThat(phase.learning())
                    .isEqualTo(new Learning(6e-6, 25, 10, 3840, 1_024, 7, Scheduler.LINEAR, 0.01, 0.9, 0.999, 1e-8, 0));
            assertThat(phase.replay()).containsExactly(new Replay.OfPhase("knowledge", 0.25));
        });
        assertThat(read.recipe().machine())
                .isEqualTo(new Machine(
                        Device.CPU,
                        Dtype.BFLOAT16,
                        Attention.FLASH_ATTENTION_2,
                        Rows.PADDED,
                        Memory.SPARING,
                        Sharding.FSDP,
                        8192,
                        100,
                        3));
        assertThat(read.dataSets().skills())
                .containsExactly(
                        new DataSet(folder.resolve("foundational.jsonl").toString(), Amount.ALL),
                        new DataSet("/srv/precomputed.jsonl", new Amount.Rows(5_000)));
        assertThat(read.dataSets().knowledge())
                .containsExactly(new DataSet(folder.resolve("earlier.jsonl").toString(), new Amount.Passes(0.5)));
        assertThat(read.evaluation().serve().argv()).containsExactly("serve", "{model}", "{port}", "{name}");
        assertThat(read.evaluation().benchmarks().longest()).isEqualTo(Duration.ofHours(3));
        assertThat(read.telling().model(new ReleaseId("release-20261123")))
                .contains(new ReleasedModel(
                        "release-20261123", "https://models.example/v1", "community-release-20261123"));
        assertThat(read.deciding().askers()).isEqualTo(ReleaseSettings.Askers.CONTRIBUTORS);
        assertThat(read.hub().candidates())
                .isEqualTo(new ReleaseSettings.Candidates("community/candidates", Visibility.GATED));
        assertThat(Objects.requireNonNull(read.hub().converts()).name()).isEqualTo("model-q8_0.gguf");
        assertThat(((Launch.Slurm) read.launch()).settings().nodes()).isEqualTo(2);
        var calendar = Objects.requireNonNull(read.calendar());
        assertThat(calendar.quiet()).isEqualTo(Duration.ofMinutes(30));
        assertThat(calendar.next(Instant.parse("2026-11-23T05:00:00Z")))
                .contains(Instant.parse("2026-11-23T06:00:00Z"));
        assertThat(calendar.last(Instant.parse("2026-11-23T05:00:00Z")))
                .contains(Instant.parse("2026-11-16T06:00:00Z"));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThat(problems(SERVICE + LEAST + """
                  data-sett: community/data
                  taxonomy: somebody/else
                  schedule:
                    cron: every monday
                  trainer:
                    slurm:
                      nodes: 2
                    kubernetes:
                      image: trainer
                      claim: data
                  recipe:
                    attention: flesh
                    sharding: zero
                    knowledge:
                      epocs: 3
                      lora-alpha: 3
                      replay:
                        skills: 1
                    skills:
                      momentum: 3
                      weight-decay: -1
                      replay:
                        skills: 1
                        knowledge: 2
                  data-sets:
                    skills: [a.jsonl=half]
                  evaluation:
                    serve: [serve, "{model}"]
                    benchmarks:
                      command: [lm_eval]
                  served:
                    url: models.example
                  candidates:
                    repository: community/model
                    visibility: public
                  gguf:
                    command: [convert]
                """))
                .anySatisfy(message -> assertThat(message).contains("must be another one than `releases.model`"))
                .anySatisfy(message -> assertThat(message).contains("must be gated or private"))
                .anySatisfy(message -> assertThat(message).contains("the converter's command must hold {model}"))
                .anySatisfy(message -> assertThat(message).contains("must hold {port}"))
                .anySatisfy(message -> assertThat(message).contains("must hold {output}"))
                .anySatisfy(message -> assertThat(message).contains("`releases.served.url` must be an http"))
                .anySatisfy(message -> assertThat(message).contains("`releases.served.model` is missing"))
                .anySatisfy(message -> assertThat(message).contains("data-sett").contains("data-set"))
                .anySatisfy(message -> assertThat(message).contains("must be one of `github.repositories`"))
                .anySatisfy(message -> assertThat(message).contains("a cron line such as 0 6 * * mon"))
                .anySatisfy(message -> assertThat(message).contains("exclude each other"))
                .anySatisfy(message -> assertThat(message).contains("epocs").contains("epochs"))
                .anySatisfy(message -> assertThat(message).contains("flash-attention-2, flash-attention-3 or flex"))
                .anySatisfy(message -> assertThat(message).contains("none or fsdp"))
                .anySatisfy(message -> assertThat(message).contains("`lora-rank` decides whether LoRA is used"))
                .anySatisfy(message -> assertThat(message).contains("has nothing to repeat"))
                .anySatisfy(message -> assertThat(message).contains("names the phases before this one: knowledge"))
                .anySatisfy(message -> assertThat(message).contains("a share above 0 and at most 1"))
                .anySatisfy(
                        message -> assertThat(message).contains("there is no key `releases.recipe.skills.momentum`"))
                .anySatisfy(
                        message -> assertThat(message).contains("weight-decay` must be a number that is not negative"))
                .anySatisfy(message -> assertThat(message).contains("a ratio such as 0.5, and not"))
                .anySatisfy(message -> assertThat(message).contains("teacher"));
    }

    @Test
    void weightsAreSpreadOverSeveralProcessesOrNot() throws IOException {
        var alone = LEAST + "  recipe: {sharding: fsdp}\n";
        assertThat(problems(SERVICE + TEACHER + alone))
                .singleElement()
                .asString()
                .contains("there is one; set `releases.trainer.processes`");
        assertThat(read(alone + "  trainer: {processes: 8}\n").launch().processes())
                .isEqualTo(8);
    }

    @Test
    void aWorkerNeedsNoSecretOfTheCodeHost() throws IOException {
        var worker = ConfigFile.readForWorker(file(SERVICE + TEACHER + LEAST + "  taxonomy: a/b\n"), Map.of());

        assertThat(worker.releases()).isNotNull();
        assertThat(worker.teacher()).isNotNull();
    }
}
