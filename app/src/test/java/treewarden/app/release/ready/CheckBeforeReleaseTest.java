package treewarden.app.release.ready;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.config.ConfigFile;
import treewarden.app.release.ready.Looked.State;
import treewarden.domain.Capability;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.HubToken;
import treewarden.sandbox.hub.StandInHub;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;

/** A machine with a stand-in for everything outside; each test takes one thing away. */
class CheckBeforeReleaseTest {
    private static final Path TRAINER =
            Path.of("..", "trainer").toAbsolutePath().normalize();
    private static final HubToken LIMITED =
            HubToken.writing("hf_limited", "ada").only("community/model");
    private static final HubToken READING = HubToken.reading("hf_reading", "community");
    private static final String FINE = """
            echo '{"event": "checked", "what": "trainer", "good": true, "message": "0.1.0 on a GPU"}'
            echo '{"event": "checked", "what": "base-model", "good": true, "message": "It can be trained on"}'
            """;

    @TempDir
    Path folder;

    private StandInHub hub;
    private StandInTeacher teacher;
    private final Map<String, String> keys = new TreeMap<>();
    private Set<Capability> here = EnumSet.allOf(Capability.class);
    private Set<Capability> others = Set.of();
    private String token = LIMITED.secret();

    @BeforeEach
    void open() throws IOException {
        hub = StandInHub.start(HubOptions.in(folder.resolve("hub")).withTokens(HubOptions.TOKEN, LIMITED, READING));
        teacher = StandInTeacher.start(TeacherOptions.defaults());
        hub.createModel("community/model");
        Files.createDirectories(folder.resolve("base"));
        Files.writeString(folder.resolve("base/config.json"), "{}");
        program("python", FINE);
        program("vllm", "");
        keys.put("base-model", folder.resolve("base").toString());
        keys.put("model", "community/model");
        keys.put("folder", folder.resolve("releases").toString());
        keys.put("hub", hub.url());
    }

    @AfterEach
    void close() {
        teacher.close();
        hub.close();
    }

    @Test
    void aMachineWithEverythingIsReady() throws IOException {
        var regression = Files.writeString(
                folder.resolve("regression.jsonl"), "{\"question\": \"2 + 2?\", \"answer\": \"4\"}\n");
        program("lm_eval", "");
        program("convert", "");
        keys.put("evaluation", """
                {regression-set: %s, benchmarks: {command: [lm_eval, "{output}"]}}""".formatted(regression));
        keys.put("gguf", "{command: [convert, \"{model}\", \"{output}\"]}");
        keys.put("served", "{url: \"" + teacher.url() + "\", model: \"{release}\"}");

        assertThat(look())
                .allSatisfy(one -> assertThat(one.state()).as(one.words()).isEqualTo(State.READY))
                .extracting(Looked::what)
                .containsExactly(
                        "teacher",
                        "disk",
                        "base model",
                        "trainer",
                        "server",
                        "benchmarks",
                        "regression",
                        "Hub",
                        "token",
                        "converter",
                        "served");
        assertThat(words("regression")).startsWith("1 questions in ");
        assertThat(words("Hub")).isEqualTo("as ada; community/model is there");
    }

    @Test
    void theTrainersWordOnTheBaseModelIsTheOnlyRule() throws IOException {
        program(
                "python",
                FINE.replace("true, \"message\": \"It can be", "false, \"message\": \"It has pickles. It cannot be"));

        assertThat(state("base model")).isEqualTo(State.NOT_READY);
        assertThat(words("base model")).contains("It has pickles").contains("`releases.base-model`");
        assertThat(state("trainer")).isEqualTo(State.READY);
    }

    @Test
    void aTrainerWithoutItsLibrariesIsNotReady() throws IOException {
        program("python", "echo 'ModuleNotFoundError: No module named treewarden_trainer' >&2; exit 1");

        assertThat(state("trainer")).isEqualTo(State.NOT_READY);
        assertThat(words("trainer"))
                .contains("No module named treewarden_trainer")
                .contains("`releases.trainer.python`");
        assertThat(words("base model")).endsWith("whether it can be trained on the trainer says");
    }

    @Test
    void theRealTrainerSaysNoToAModelWithCodeOfItsOwn() throws IOException {
        var python = TRAINER.resolve(".venv/bin/python");
        assumeTrue(Files.isExecutable(python), "trainer/check --install makes the trainer's environment");
        Files.writeString(folder.resolve("base/config.json"), "{\"auto_map\": {\"AutoModel\": \"evil.Model\"}}");
        keys.put("trainer", "{python: " + python + "}");

        assertThat(words("base model")).startsWith("config.json of the base model has auto_map");
        assertThat(state("trainer")).as(words("trainer")).isEqualTo(State.READY);
    }

    @Test
    void aFolderWithoutAModelIsNamed() throws IOException {
        Files.delete(folder.resolve("base/config.json"));

        assertThat(state("base model")).isEqualTo(State.NOT_READY);
        assertThat(words("base model")).contains("holds no config.json; name the model's folder");
    }

    @Test
    void eachProgramThatIsMissingIsNamedWithItsKey() throws IOException {
        Files.delete(folder.resolve("bin/vllm"));
        keys.put("evaluation", "{benchmarks: {command: [lm_eval, \"{output}\"]}}");
        keys.put("gguf", "{command: [sh, /nowhere/convert.py, \"{model}\", \"{output}\"]}");
        program("sh", "");

        assertThat(notReady())
                .containsEntry(
                        "server",
                        "there is no program \"vllm\" here to serve models with; name one in"
                                + " `releases.evaluation.serve`")
                .containsEntry(
                        "benchmarks",
                        "there is no program \"lm_eval\" here to measure models with; name one in"
                                + " `releases.evaluation.benchmarks.command`")
                .containsEntry(
                        "converter",
                        "there is no file \"/nowhere/convert.py\" here to convert the model with;"
                                + " name one in `releases.gguf.command`")
                .hasSize(3);
    }

    @Test
    void aRegressionSetThatCannotBeReadIsNotReady() throws IOException {
        keys.put("evaluation", "{regression-set: " + folder.resolve("set.jsonl") + "}");
        assertThat(notReady().get("regression")).contains("there is no file").contains("set.jsonl");

        Files.writeString(folder.resolve("set.jsonl"), "{\"question\": \"2 + 2?\"}\n");
        assertThat(notReady().get("regression")).contains("set.jsonl:1: a line needs a question and an answer");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNotReady() throws IOException {
        Files.writeString(folder.resolve("releases"), "a file in its place");

        assertThat(notReady().get("disk")).contains("let the user of this process write there");
    }

    @Test
    void aJournalThatCannotBeWrittenIsNotReady() throws IOException {
        Files.createDirectories(folder.resolve("releases"));
        Files.writeString(folder.resolve("releases/hub-journal"), "a file in its place");

        assertThat(notReady().get("disk")).contains("hub-journal");
    }

    @Test
    void aTokenForReadingIsNotReady() throws IOException {
        token = READING.secret();

        assertThat(notReady().get("Hub"))
                .contains("the token of community may not write to community/model")
                .contains("fine-grained");
    }

    @Test
    void aTokenIsHeldAgainstEveryRepositoryThatIsWrittenTo() throws IOException {
        keys.put("data-set", "community/data");
        keys.put("candidates", "{repository: community/candidates}");

        assertThat(notReady()).containsOnlyKeys("data set", "candidates");
    }

    @Test
    void aTokenForEverythingWorksAndIsMoreThanIsWanted() throws IOException {
        token = HubOptions.TOKEN.secret();
        keys.put("data-set", "community/data");

        assertThat(notReady()).isEmpty();
        assertThat(words("data set")).isEqualTo("as community; community/data will be made");
        assertThat(state("token")).isEqualTo(State.REMARK);
        assertThat(words("token")).contains("more than it is used for").contains("fine-grained");
    }

    @Test
    void aTokenThatTheHubDoesNotKnowIsNotReady() throws IOException {
        token = "hf_unknown";

        assertThat(notReady()).containsOnlyKeys("Hub");
    }

    @Test
    void whatIsServedLaterIsNeverInTheWay() throws IOException {
        keys.put("served", "{url: \"http://127.0.0.1:1/v1\", model: \"{release}\"}");

        assertThat(state("served")).isEqualTo(State.REMARK);
        assertThat(notReady()).isEmpty();
    }

    @Test
    void whatBelongsToOtherMachinesIsNotInTheWayHere() throws IOException {
        here = EnumSet.of(Capability.TEACHER);
        others = EnumSet.of(Capability.GPU);
        token = "";
        Files.delete(folder.resolve("bin/vllm"));
        Files.delete(folder.resolve("bin/python"));

        assertThat(notReady()).isEmpty();
        assertThat(state("Hub")).isEqualTo(State.ELSEWHERE);
        assertThat(words("Hub"))
                .isEqualTo("TREEWARDEN_HUB_TOKEN is not set; whoever publishes needs it; it is for a worker with"
                        + " `publish`, and none runs now: start one. `treewarden worker --check --capabilities publish`"
                        + " looks at it on that machine");
        assertThat(words("server")).contains("it is for a worker with `gpu`, and one runs now");
        assertThat(state("trainer")).isEqualTo(State.ELSEWHERE);
    }

    @Test
    void aWorkerLooksAtWhatItNeedsAlone() throws IOException {
        here = EnumSet.of(Capability.PUBLISH);

        assertThat(checks().lookHere()).extracting(Looked::what).containsExactly("disk", "Hub", "token");
    }

    @Test
    void underSlurmTheClusterIsAskedAndTheTrainerWhereItIsHere() throws IOException {
        keys.put("trainer", "{python: python, slurm: {nodes: 2}}");
        assertThat(notReady()).containsOnlyKeys("Slurm");

        program("sbatch", "echo 'slurm 24.05'");
        program("scontrol", "echo 'Slurmctld(primary) at one is UP'");
        assertThat(words("Slurm")).isEqualTo("slurm 24.05");
        assertThat(state("trainer")).isEqualTo(State.READY);

        Files.delete(folder.resolve("bin/python"));
        assertThat(state("trainer")).isEqualTo(State.ELSEWHERE);
        assertThat(words("trainer"))
                .contains("srun python -m treewarden_trainer check --model " + folder.resolve("base"));
        assertThat(notReady()).isEmpty();
    }

    @Test
    void inKubernetesTheClusterIsAsked() throws IOException {
        keys.put("trainer", "{python: python, kubernetes: {image: trainer, claim: shared}}");
        program("kubectl", "echo no; exit 1");
        assertThat(notReady()).containsOnlyKeys("Kubernetes");

        program("kubectl", "echo yes");
        assertThat(notReady()).isEmpty();
        assertThat(words("Kubernetes")).isEqualTo("may create jobs.batch in the namespace default");
        assertThat(words("trainer")).contains("in a pod of trainer");
    }

    @Test
    void withoutATeacherNothingIsReady() throws IOException {
        teacher.close();

        assertThat(notReady().get("teacher")).contains("does not answer");
    }

    private void program(String name, String script) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        var file = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private CheckBeforeRelease checks() throws IOException {
        keys.putIfAbsent("trainer", "{python: python}");
        var yaml = new StringBuilder("""
                database:
                  sqlite: %s
                teacher:
                  url: %s
                  model: %s
                releases:
                  taxonomy: instructlab/taxonomy
                """.formatted(folder.resolve("treewarden.db"), teacher.url(), teacher.model()));
        keys.forEach((key, value) ->
                yaml.append("  ").append(key).append(": ").append(value).append('\n'));
        var secrets = new HashMap<String, String>();
        if (!token.isEmpty()) {
            secrets.put("TREEWARDEN_HUB_TOKEN", token);
        }
        var file = Files.writeString(folder.resolve("worker.yaml"), yaml);
        var config = ConfigFile.readForWorker(file, secrets);
        var environment = Map.of(
                "PATH", folder.resolve("bin").toString(),
                "PYTHONPATH", TRAINER.toString());
        return new CheckBeforeRelease(
                Objects.requireNonNull(config.releases()),
                config.teacher(),
                new Site(here, others, environment),
                Clock.systemUTC());
    }

    private List<Looked> look() throws IOException {
        return checks().look();
    }

    private Looked at(String what) throws IOException {
        return look().stream()
                .filter(one -> one.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private State state(String what) throws IOException {
        return at(what).state();
    }

    private String words(String what) throws IOException {
        return at(what).words();
    }

    private Map<String, String> notReady() throws IOException {
        var found = new TreeMap<String, String>();
        look().stream()
                .filter(one -> one.state() == State.NOT_READY)
                .forEach(one -> found.put(one.what(), one.words()));
        return found;
    }
}
