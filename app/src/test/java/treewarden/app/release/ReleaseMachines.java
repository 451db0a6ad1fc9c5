package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import treewarden.app.AnotherProcess;
import treewarden.app.Leaves;
import treewarden.app.ServiceAtWork;
import treewarden.domain.Capability;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.github.StandInGitHub;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.StandInHub;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.sandbox.teacher.TeacherOptions;
import treewarden.store.Transaction;
import treewarden.worker.release.StartRelease;

/**
 * A community's machines: the service, workers with different capabilities, each a process of its own, on one PostgreSQL,
 * between a stand-in GitHub, a stand-in Hub and a stand-in teacher.
 */
final class ReleaseMachines implements AutoCloseable {
    static final String MODEL = "community/model";
    static final String DATA = "community/data";
    private static final String TAXONOMY = "instructlab/taxonomy";
    /** Leaves that nobody contributed: with too few questions no candidate passes. */
    static final List<String> THERE_BEFORE = List.of("sonnet", "ballad", "proverb");

    private final Path folder;
    private final Clock clock = Clock.systemUTC();
    private final int port = ServiceAtWork.freePort();
    private final SharedDatabase shared;
    private final StandInGitHub github;
    private final StandInTeacher teacher = StandInTeacher.start(TeacherOptions.defaults());
    private final StandInHub hub;
    private final Repository repository;
    private final Map<Capability, AnotherProcess> processes = new EnumMap<>(Capability.class);
    private final List<AnotherProcess> others = new ArrayList<>();

    ReleaseMachines(Path folder, String releases) throws IOException {
        this.folder = folder;
        shared = new SharedDatabase(clock);
        github = StandInGitHub.start(GitHubOptions.defaults()
                .withFolder(folder.resolve("github"))
                .withAppKey(ServiceAtWork.publicKey())
                .withWebhook("http://127.0.0.1:" + port + "/webhook", ServiceAtWork.SECRET));
        github.rateLimit(1_000_000);
        hub = StandInHub.start(HubOptions.in(folder.resolve("hub")));
        repository = github.repository("instructlab", "taxonomy");
        repository.knownContributor(github.person("ada"));
        for (var topic : THERE_BEFORE) {
            repository.commit("main", Leaves.good(topic), github.person("ada"), "About " + topic);
        }
        Files.writeString(folder.resolve("treewarden.yaml"), configuration() + releases.indent(2));
        Files.createFile(
                folder.resolve("app.pem"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("app.pem"), ServiceAtWork.pem());
    }

    private String configuration() {
        return """
                server:
                  port: %d
                database:
                  postgres:
                    url: %s
                    user: %s
                artifacts: %s
                cache:
                  folder: %s
                github:
                  api-url: %s
                  web-url: %s
                  app-id: %d
                  repositories:
                    - %s
                  maintainers:
                    - maintain
                  write-spacing: 0s
                teacher:
                  url: %s
                  model: %s
                sample:
                  questions: 2
                jobs:
                  polling: 200ms
                  heartbeat: 500ms
                releases:
                  model: %s
                  data-set: %s
                  taxonomy: %s
                  hub: %s
                  folder: %s
                  admission: merged
                  approval: by-rule
                  notes: on
                """.formatted(
                        port,
                        shared.url(),
                        SharedDatabase.USER,
                        folder.resolve("artifacts"),
                        folder.resolve("cache"),
                        github.url(),
                        github.page(),
                        GitHubOptions.defaults().appId(),
                        TAXONOMY,
                        teacher.url(),
                        teacher.model(),
                        MODEL,
                        DATA,
                        TAXONOMY,
                        hub.url(),
                        folder.resolve("releases"));
    }

    StandInGitHub github() {
        return github;
    }

    StandInHub hub() {
        return hub;
    }

    StandInTeacher teacher() {
        return teacher;
    }

    Repository repository() {
        return repository;
    }

    Path folder(ReleaseId id, ReleaseStage stage) {
        return folder.resolve("releases").resolve(id.name()).resolve(stage.slug());
    }

    /** The process that does what needs this capability; the service has that of the code host and of the teacher. */
    void start(Capability capability) {
        processes.put(
                role(capability), process(role(capability), role(capability).name()));
    }

    /** One more worker, under no name of ours. */
    AnotherProcess another(Capability capability, String name) {
        var process = process(capability, name);
        others.add(process);
        return process;
    }

    private static Capability role(Capability capability) {
        return capability == Capability.TEACHER ? Capability.FORGE : capability;
    }

    private AnotherProcess process(Capability capability, String name) {
        var secrets =
                new HashMap<>(Map.of("TREEWARDEN_DATABASE_PASSWORD", SharedDatabase.USER, "OMP_NUM_THREADS", "1"));
        var config = folder.resolve("treewarden.yaml").toString();
        var log = folder.resolve(name + ".log");
        if (capability == Capability.FORGE) {
            secrets.put(
                    "TREEWARDEN_GITHUB_PRIVATE_KEY_FILE",
                    folder.resolve("app.pem").toString());
            secrets.put("TREEWARDEN_WEBHOOK_SECRET", ServiceAtWork.SECRET);
            return AnotherProcess.start(log, secrets, "serve", "--config", config);
        }
        if (capability == Capability.PUBLISH) {
            secrets.put("TREEWARDEN_HUB_TOKEN", HubOptions.TOKEN.secret());
        }
        return AnotherProcess.start(
                log,
                secrets,
                "worker",
                "--config",
                config,
                "--capabilities",
                capability.name().toLowerCase(Locale.ROOT));
    }

    /** {@code kill -9} of the process that has the capability, and another one in its place. */
    void killAndReplace(Capability capability) {
        kill(capability);
        start(capability);
    }

    void kill(Capability capability) {
        var process = Objects.requireNonNull(processes.get(role(capability)), "a process that was started");
        assertThat(process.isAlive()).as("alive until we kill it").isTrue();
        process.kill();
    }

    /** {@code kill -9} of the trainer and of the shell around it, as when their machine is switched off. */
    void killTrainer(ReleaseId id) {
        var trainer = trainer(id);
        assertThat(trainer).as("the trainer runs until we kill it").isNotEmpty();
        trainer.forEach(ProcessHandle::destroyForcibly);
        eventually(() -> assertThat(trainer(id)).isEmpty());
    }

    /** The trainer and the shell around it, whoever started them. */
    List<ProcessHandle> trainer(ReleaseId id) {
        return processesWith(folder(id, ReleaseStage.TRAIN).resolve("run").toString());
    }

    private static List<ProcessHandle> processesWith(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid()
                        && process.info()
                                .commandLine()
                                .filter(line -> line.contains(word))
                                .isPresent())
                .toList();
    }

    /** A contribution that is merged. */
    PullRequest merged(String topic, Map<String, Change> leaf) {
        var ada = github.person("ada");
        var pull = repository.contribute(ada, "Skill: " + topic, "", leaf);
        eventually(() -> assertThat(pull.labels()).as(this::logs).contains("triage-needed"));
        pull.merge(ada);
        eventually(() -> assertThat(pull.labels()).contains("treewarden-merged"));
        return pull;
    }

    PullRequest merged(String topic) {
        return merged(topic, Leaves.good(topic));
    }

    ReleaseId startRelease() {
        var start = new StartRelease(MODEL, TAXONOMY, clock);
        var outcome = write(transaction -> start.start(transaction, "mia"));
        assertThat(outcome).isInstanceOf(StartRelease.Outcome.Started.class);
        return ((StartRelease.Outcome.Started) outcome).release().id();
    }

    Release release(ReleaseId id) {
        return write(transaction -> transaction.releases().find(id)).orElseThrow();
    }

    <T> T write(Function<Transaction, T> work) {
        return shared.database().write(work);
    }

    /** From now on the end of each stage waits, all of whose work is done and nothing of which is stored. */
    SharedDatabase.HeldEnds holdEnds() throws SQLException {
        return shared.holdEnds();
    }

    /** Returns when all work of the stage is done and its end waits. */
    void awaitEnd(ReleaseId id, ReleaseStage stage) {
        eventually(() -> {
            assertThat(release(id).stage()).as(this::logs).isEqualTo(stage);
            assertThat(shared.waiting()).as(() -> trouble() + logs()).isPositive();
        });
    }

    String trouble() {
        return write(transaction -> ServiceAtWork.parked(transaction).toString());
    }

    /** What all processes printed. */
    String logs() {
        var all = new StringBuilder();
        processes.forEach((capability, process) -> {
            var output = process.output();
            all.append("\n--- ")
                    .append(capability)
                    .append(process.isAlive() ? "" : " (ended)")
                    .append('\n')
                    .append(output.substring(Math.max(0, output.length() - 4_000)));
        });
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        processes.values().forEach(AnotherProcess::kill);
        others.forEach(AnotherProcess::kill);
        processesWith(folder.toString()).forEach(ProcessHandle::destroyForcibly);
        shared.close();
        teacher.close();
        hub.close();
        github.close();
    }
}
