package treewarden.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import treewarden.app.config.ConfigFile;
import treewarden.app.release.TakeSettings;
import treewarden.bot.Repositories;
import treewarden.domain.Capability;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.JobKind;
import treewarden.domain.JobPayload;
import treewarden.domain.LeafKind;
import treewarden.domain.Secret;
import treewarden.domain.release.PlannedLeaf;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleasePlan;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport;
import treewarden.forge.github.GitHub;
import treewarden.forge.github.GitHubConfig;
import treewarden.sandbox.git.Change;
import treewarden.sandbox.github.GitHubOptions;
import treewarden.sandbox.github.StandInGitHub;
import treewarden.sandbox.hub.HubFile;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.StandInHub;
import treewarden.store.AuditEntry;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.JobContext;
import treewarden.store.JobHandler;
import treewarden.store.JobResult;
import treewarden.store.JobRunner;
import treewarden.store.RunnerConfig;
import treewarden.worker.hub.Hub;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubRepo;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.hub.PublishFolder;
import treewarden.worker.hub.PublishRequest;

/** {@code release} and {@code worker}, each in a process of its own, beside a stand-in GitHub and a stand-in Hub. */
class ReleaseCommandsTest {
    @TempDir
    Path folder;

    private StandInGitHub github;
    private StandInHub hub;
    private Database database;
    private Path config = Path.of("");
    private int runs;

    @BeforeEach
    void open() throws IOException {
        github = StandInGitHub.start(
                GitHubOptions.defaults().withFolder(folder.resolve("github")).withAppKey(ServiceAtWork.publicKey()));
        hub = StandInHub.start(HubOptions.in(folder.resolve("hub")));
        var repository = github.repository("instructlab", "taxonomy");
        repository.commit(
                "main", Leaves.good("haiku"), github.person("ada"), "A leaf that was there before Treewarden was");
        repository.commit("main", Map.of("README.md", Change.write("# Taxonomy\n")), github.person("ada"), "Words");
        Files.createDirectories(folder.resolve("base"));
        config = Files.writeString(folder.resolve("treewarden.yaml"), """
                github:
                  app-id: %d
                  api-url: %s
                  repositories:
                    - instructlab/taxonomy
                  maintainers:
                    - maintain
                database:
                  sqlite: %s
                teacher:
                  url: https://teacher.example/v1
                  model: mixtral
                releases:
                  model: community/model
                  base-model: %s
                  hub: %s
                """.formatted(
                        GitHubOptions.defaults().appId(),
                        github.url(),
                        folder.resolve("treewarden.db"),
                        folder.resolve("base"),
                        hub.url()));
        database = Database.open(DatabaseConfig.sqlite(folder.resolve("treewarden.db")), Clock.systemUTC());
        database.migrate();
    }

    @AfterEach
    void close() {
        database.close();
        hub.close();
        github.close();
    }

    @Test
    void aPlanSaysWhatAReleaseWouldHoldAndWhatItStillNeeds() {
        known();

        var ran = run("release", "plan");

        assertThat(ran.out())
                .contains("1 leaves: 1 new, 0 changed, 0 unchanged")
                .contains("new       compositional_skills/writing/haiku")
                .containsPattern(
                        "The teacher is asked about 1 leaves: about [1-9][\\d,]* requests, \\S+ k? ?tokens read")
                .contains("base model  NOT READY: ")
                .contains("name the model's folder in `releases.base-model`")
                .contains("teacher     NOT READY: the teacher at https://teacher.example/v1 does not answer")
                .contains("regression  note: no regression set: forgetting is not checked; set"
                        + " `releases.evaluation.regression-set`")
                .containsPattern("disk        note: \\S+ GB free in .*; how much is needed follows from the base model")
                .contains("server      NOT READY: there is no program \"vllm\" here")
                .contains("Hub         as community; community/model will be made");
        assertThat(ran.exitCode()).as("something is missing").isEqualTo(1);
        assertThat(run("release", "list").out()).contains("There is no release yet");
    }

    @Test
    void aPlanSaysThatNobodyNeedsItAndWhatTheScheduleWouldNotMake() throws IOException {
        known();
        Files.writeString(config, Files.readString(config) + """
                  schedule: {cron: "0 6 * * mon"}
                """);
        left(ReleaseState.REFUSED);

        assertThat(run("release", "plan").out())
                .contains(
                        "The schedule would have none made: the same as release-20261109, which was refused: exclude a"
                                + " leaf, change the recipe or start one by hand.")
                .doesNotContain("A release would end with its plan");

        left(ReleaseState.PUBLISHED);
        assertThat(run("release", "plan").out())
                .contains("A release would end with its plan: nothing has changed since release-20261116.");

        Files.writeString(config, Files.readString(config) + """
                  base-model-revision: "2"
                """);
        assertThat(run("release", "plan").out())
                .contains("0 new, 0 changed, 1 unchanged; the settings changed: base model; 0 contributions")
                .contains("The schedule would have none made: no leaf has changed since release-20261116, only the"
                        + " settings (base model)")
                .doesNotContain("A release would end with its plan");
    }

    /** A release of the leaf that is there, under the settings of now, ended so. */
    private void left(ReleaseState state) throws IOException {
        var isRefused = state == ReleaseState.REFUSED;
        var id = new ReleaseId(isRefused ? "release-20261109" : "release-20261116");
        var read = ConfigFile.readForWorker(config, Map.of());
        var settings = new TakeSettings(Objects.requireNonNull(read.releases()), read.teacher()).now();
        var path = "compositional_skills/writing/haiku/qna.yaml";
        var yaml = ((Change.Write) Objects.requireNonNull(Leaves.good("haiku").get(path)))
                .content()
                .value();
        var plan = new ReleasePlan(
                        new CommitId("c".repeat(40)),
                        null,
                        List.of(new PlannedLeaf(
                                path, LeafKind.FREEFORM_SKILL, Digest.of(yaml), PlannedLeaf.Change.NEW, List.of())),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of())
                .under(settings, List.of());
        database.run(transaction -> {
            var releases = transaction.writeReleases();
            long taxonomy = transaction
                    .repositories()
                    .named("instructlab/taxonomy")
                    .orElseThrow()
                    .repository()
                    .id();
            releases.start(Release.start(
                    id,
                    "community/model",
                    taxonomy,
                    Release.SCHEDULE,
                    Clock.systemUTC().instant().minus(Duration.ofDays(isRefused ? 2 : 1))));
            for (var stage = ReleaseStage.PLAN;
                    stage != (isRefused ? ReleaseStage.GATE : ReleaseStage.ANNOUNCE);
                    stage = stage.next().orElseThrow()) {
                releases.finish(
                        id,
                        stage,
                        stage == ReleaseStage.PLAN
                                ? new StageReport.Planned(plan)
                                : new StageReport.Mixed(Map.of(), 1, 1, 0),
                        "done");
            }
            if (isRefused) {
                releases.finish(id, ReleaseStage.GATE, new StageReport.Planned(plan), state, "worse");
            } else {
                releases.published(id, new StageReport.Announced(1, null), "told");
            }
        });
    }

    @Test
    void aPlanReadsTheFilesThatPhasesLearnFrom() throws IOException {
        var basics = Files.writeString(
                folder.resolve("basics.jsonl"), "{\"messages\": [{\"role\": \"user\", \"content\": \"Why?\"}]}\n");
        Files.writeString(config, Files.readString(config) + """
                  recipe:
                    phases:
                      - name: short
                        data: [knowledge, basics.jsonl=2.0]
                      - name: skills
                        data: [skills]
                """);
        known();
        assertThat(run("release", "plan").out()).contains("phases      2; 1 file of yours can be read");

        Files.writeString(basics, "{\"prompt\": \"Why?\"}\n");
        assertThat(run("release", "plan").out())
                .contains("phases      NOT READY: `data` of the phase `short` in `releases.recipe.phases`: " + basics
                        + ":1: messages must be a list");

        Files.delete(basics);
        assertThat(run("release", "plan").out())
                .contains("phases      NOT READY: `data` of the phase `short` in `releases.recipe.phases`: " + basics
                        + ": there is no such file here; mend the path, or take the entry out");
    }

    @Test
    void theRowsOfEachPhaseAreShown() {
        known();
        var id = run("release", "start").out().split(" ", 2)[0];
        var phases = List.of(
                new StageReport.Phase("short", 1_204, List.of(new StageReport.Source("knowledge", null))),
                new StageReport.Phase(
                        "skills",
                        31,
                        List.of(
                                new StageReport.Source("skills", null),
                                new StageReport.Source("basics.jsonl=5000", null))));
        database.run(transaction -> transaction
                .writeReleases()
                .finish(
                        new ReleaseId(id),
                        ReleaseStage.PLAN,
                        new StageReport.Mixed(Map.of(), phases, 0),
                        "1204 rows for short, 31 for skills"));

        assertThat(run("release", "show", id).out())
                .contains("1204 rows for short, 31 for skills")
                .contains("""
                        Rows of the phases
                          short                   1,204  from knowledge
                          skills                     31  from skills, basics.jsonl=5000
                        """);
    }

    @Test
    void theTrainerIsAskedWithoutASecretOfOurs() throws IOException {
        var told = folder.resolve("environment.txt");
        var python = Files.writeString(folder.resolve("python"), "#!/bin/sh\nenv > '" + told + "'\n");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(config, Files.readString(config) + "  trainer:\n    python: " + python + "\n");
        known();

        run("release", "plan");

        assertThat(told).content().contains("HF_HUB_OFFLINE=1").doesNotContain("TREEWARDEN_");
        assertThat(told).content().doesNotContain(HubOptions.TOKEN.secret(), "PRIVATE KEY", "a secret");
    }

    @Test
    void aReleaseIsStartedOnceShownAndCancelled() {
        assertThat(run("release", "start").out()).contains("instructlab/taxonomy is not known yet");
        known();

        var started = run("release", "start");
        assertThat(started.exitCode()).as(started.out()).isZero();
        var id = started.out().split(" ", 2)[0];

        assertThat(run("release", "start").out()).contains(id + " is under way; one release of a model");
        assertThat(run("release", "show").out())
                .contains(id + " of community/model: under way")
                .contains("plan");
        assertThat(run("release", "list").out()).contains(id).contains("operator ");
        assertThat(run("release", "approve", id, "--why", "read").out()).contains("only one that waits for a person");
        assertThat(run("release", "rollback", "--to", id, "--why", "better").out())
                .contains(id + " is under way; choose one of community/model that is published, or was");
        assertThat(run("release", "cancel", id, "--why", "not today").exitCode())
                .isZero();
        assertThat(run("release", "cancel", id).out()).contains(id + " is cancelled already");
        assertThat(run("release", "show", id).out()).contains("not today");
        assertThat(run("release", "show", "release-20200101").out()).contains("there is no release-20200101");
        assertThat(run("release", "show", "latest").out()).contains("release-yyyymmdd");
        assertThat(database.<List<AuditEntry>>read(tables -> tables.audit().after(0, 10)))
                .extracting(entry -> entry.event().action() + " from " + entry.origin())
                .containsExactly("start-release from command line", "cancelled-release from command line");
    }

    @Test
    void whoReadTheNumbersHasAnUndecidedReleasePublished() {
        known();
        var id = new ReleaseId("release-20261123");
        database.run(transaction -> {
            var releases = transaction.writeReleases();
            long taxonomy = transaction
                    .repositories()
                    .named("instructlab/taxonomy")
                    .orElseThrow()
                    .repository()
                    .id();
            releases.start(Release.start(
                    id,
                    "community/model",
                    taxonomy,
                    "schedule",
                    Clock.systemUTC().instant()));
            var planned = new StageReport.Planned(new ReleasePlan(
                    new CommitId("c".repeat(40)), null, List.of(), List.of(), List.of(), List.of(), List.of()));
            for (var stage = ReleaseStage.PLAN;
                    stage != ReleaseStage.GATE;
                    stage = stage.next().orElseThrow()) {
                releases.finish(id, stage, planned, "done");
            }
            releases.finish(id, ReleaseStage.GATE, planned, ReleaseState.UNDECIDED, "40 questions are too few");
        });
        assertThat(run("release", "show").out()).contains("40 questions are too few");

        var approved = run("release", "approve", id.name(), "--why", "read all forty");

        assertThat(approved.out()).contains("is going to be published");
        assertThat(database.read(tables -> tables.releases().find(id))
                        .orElseThrow()
                        .stage())
                .isEqualTo(ReleaseStage.PUBLISH);
    }

    @Test
    void theTrainerOfACancelledReleaseIsToldOfUntilItIsStopped() {
        known();
        var id = run("release", "start").out().split(" ", 2)[0];
        database.run(transaction -> {
            for (var stage : List.of(ReleaseStage.PLAN, ReleaseStage.GENERATE, ReleaseStage.MIX)) {
                transaction
                        .writeReleases()
                        .finish(new ReleaseId(id), stage, new StageReport.Mixed(Map.of(), 1, 1, 0), "done");
            }
        });
        onTheAccelerator(JobKind.TRAIN_MODEL, new JobResult.GaveUp("its worker is lost"));

        run("release", "cancel", id, "--why", "not today");

        assertThat(run("release", "show", id).out())
                .contains("train     stopped; its trainer is to be stopped too: queued\n");
        onTheAccelerator(JobKind.STOP_TRAINING, JobResult.done(id + ": the trainer was stopped"));
        assertThat(run("release", "show", id).out())
                .contains("train     stopped; " + id + ": the trainer was stopped\n");
    }

    private void onTheAccelerator(JobKind kind, JobResult result) {
        var handler = new JobHandler<JobPayload>() {
            @Override
            public JobKind kind() {
                return kind;
            }

            @Override
            public JobResult run(JobContext context, JobPayload payload) {
                return result;
            }
        };
        new JobRunner(database, Set.of(Capability.GPU), List.of(handler), RunnerConfig.named("gpu")).runUntilQuiet();
    }

    @Test
    void peopleGetAnEarlierReleaseAgainAndTheLaterOneOnceMore() throws IOException {
        known();
        var first = published("release-20261109", Duration.ofDays(14));
        var second = published("release-20261116", Duration.ofDays(7));

        var back = run("release", "rollback", "--to", first, "--why", "it forgot Spanish");

        assertThat(back.exitCode()).as(back.out()).isZero();
        assertThat(back.out()).contains("community/model holds release-20261109 again; rolled back: release-20261116.");
        assertThat(held()).isEqualTo(first);
        assertThat(run("release", "rollback", "--to", first, "--why", "again").out())
                .contains("People get release-20261109 already.");
        assertThat(run("release", "rollback", "--to", second, "--why", "it was the prompt")
                        .exitCode())
                .isZero();
        assertThat(held()).isEqualTo(second);
        assertThat(database.<List<AuditEntry>>read(tables -> tables.audit().after(0, 100)))
                .extracting(entry -> entry.event().action() + " from " + entry.origin())
                .contains("roll-back-release from command line", "rolled-back-release from command line");
    }

    /** On the Hub and in our books. */
    private String published(String name, Duration ago) throws IOException {
        var id = new ReleaseId(name);
        database.run(transaction -> {
            var releases = transaction.writeReleases();
            long taxonomy = transaction
                    .repositories()
                    .named("instructlab/taxonomy")
                    .orElseThrow()
                    .repository()
                    .id();
            releases.start(Release.start(
                    id,
                    "community/model",
                    taxonomy,
                    "schedule",
                    Clock.systemUTC().instant().minus(ago)));
            for (var stage = ReleaseStage.PLAN;
                    stage != ReleaseStage.ANNOUNCE;
                    stage = stage.next().orElseThrow()) {
                releases.finish(id, stage, new StageReport.Mixed(Map.of(), 1, 1, 0), "done");
            }
            releases.published(id, new StageReport.Announced(1, null), "told");
        });
        var model = Files.createDirectories(folder.resolve("model-" + name));
        Files.writeString(model.resolve("config.json"), name);
        var token = Secret.of(HubOptions.TOKEN.secret());
        try (var client =
                Hub.connect(HubConfig.of(URI.create(hub.url()), token, folder.resolve("journal")), Clock.systemUTC())) {
            new PublishFolder(client)
                    .publish(new PublishRequest(
                            HubRepo.model("community/model"), Visibility.PUBLIC, model, name, name, name, ""));
        }
        return name;
    }

    /** The release whose files people get. */
    private String held() {
        var files = hub.model("community/model")
                .orElseThrow()
                .find("main")
                .orElseThrow()
                .files();
        return new String(
                ((HubFile.Regular) Objects.requireNonNull(files.get("config.json"))).content(), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsExcludedStaysOutUntilItIsReadmitted() {
        known();
        assertThat(run("release", "exclude", "compositional_skills/writing/haiku/", "--why", "not free")
                        .out())
                .contains(
                        "compositional_skills/writing/haiku stays out", "It covers no leaf that is known here by now");
        assertThat(run("release", "exclude", "compositional_skills/writing/haiku", "--why", "x")
                        .out())
                .contains("kept out already");
        assertThat(run("release", "exclude", "../etc", "--why", "x").exitCode()).isEqualTo(2);

        assertThat(run("release", "plan").out()).contains("kept out  compositional_skills/writing/haiku: not free");

        assertThat(run("release", "readmit", "compositional_skills/writing/haiku")
                        .exitCode())
                .isZero();
        assertThat(run("release", "plan").out()).contains("1 new");
    }

    @Test
    void aWorkerSaysWhatItCannotDo() {
        assertThat(run("worker").out()).contains("a worker shares the queue of the service, which SQLite cannot");
        assertThat(run("worker", "--capabilities", "forge").out()).contains("`forge` is the service's alone");
    }

    @Test
    void aWorkerLooksWhetherItsMachineHasWhatItNeeds() {
        var publishes = run("worker", "--check", "--capabilities", "publish");
        assertThat(publishes.out())
                .contains("Hub         as community; community/model will be made")
                .contains("token       note: it may write to more than it is used for")
                .contains("disk        cannot be checked here: ")
                .doesNotContainPattern("(?m)^base model");
        assertThat(publishes.exitCode()).isZero();

        var trains = run("worker", "--check", "--capabilities", "gpu");
        assertThat(trains.out()).contains("base model  NOT READY: ").doesNotContain("Hub");
        assertThat(trains.exitCode()).isEqualTo(1);
    }

    /** As the service leaves it behind after its first sweep. */
    private void known() {
        var forge = GitHub.connect(
                new GitHubConfig(
                        URI.create(github.url()),
                        GitHubOptions.defaults().appId(),
                        Secret.of(ServiceAtWork.pem()),
                        Duration.ZERO,
                        Set.of("instructlab/taxonomy")),
                new OkHttpClient(),
                Clock.systemUTC());
        new Repositories(database, forge).refresh();
    }

    private Ran run(String... command) {
        var secrets = Map.of(
                "TREEWARDEN_GITHUB_PRIVATE_KEY", ServiceAtWork.pem(),
                "TREEWARDEN_WEBHOOK_SECRET", "a secret",
                "TREEWARDEN_HUB_TOKEN", HubOptions.TOKEN.secret());
        var process = AnotherProcess.start(
                folder.resolve("output-" + ++runs + ".txt"),
                secrets,
                Stream.concat(Stream.of(command), Stream.of("--config", config.toString()))
                        .toArray(String[]::new));
        int exitCode = process.exitCode();
        return new Ran(exitCode, process.output(), "");
    }
}
