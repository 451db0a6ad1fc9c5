package treewarden.app.release;

import static org.assertj.core.api.Assertions.assertThat;
import static treewarden.app.Eventually.eventually;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.app.Leaves;
import treewarden.app.ServiceAtWork;
import treewarden.bot.release.AnnounceRelease.Notes;
import treewarden.bot.release.FindMerged.Admission;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.Secret;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.ReleaseState;
import treewarden.domain.release.StageReport;
import treewarden.sandbox.github.PullRequest;
import treewarden.sandbox.github.Repository;
import treewarden.sandbox.http.Fault;
import treewarden.sandbox.hub.HubFile;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.HubRepository;
import treewarden.sandbox.hub.StandInHub;
import treewarden.store.AuditFilter;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.store.Job;
import treewarden.store.Transaction;
import treewarden.store.WriteReleases;
import treewarden.worker.evaluate.RunTasks;
import treewarden.worker.evaluate.ServeCommand;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.release.DecideOnCandidate.Approval;
import treewarden.worker.release.StartRelease;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.train.Trainer;
import treewarden.worker.train.TrainingPlan.Base;

/** The service that does all of a release itself, with a stand-in trainer, and what it leaves on the stand-in Hub. */
final class OneMachine implements AutoCloseable {
    static final String MODEL = "community/model";
    static final String DATA = "community/data";
    private static final String TAXONOMY = "instructlab/taxonomy";

    /** Leaves that nobody contributed: with too few questions no candidate passes. */
    private static final List<String> THERE_BEFORE = List.of("sonnet", "ballad", "proverb", "riddle");

    private final Path folder;
    private final Clock clock = Clock.systemUTC();
    private final StandInHub hub;
    private final ServiceAtWork service;
    private final Repository repository;

    private OneMachine(Path folder, Map<String, String> base, @Nullable Path regression, String... topics)
            throws IOException {
        this.folder = folder;
        hub = StandInHub.start(HubOptions.in(folder.resolve("hub")));
        var all = new ArrayList<>(THERE_BEFORE);
        all.addAll(List.of(topics));
        var python = StandInTrainer.in(folder.resolve("trainer"), all.toArray(String[]::new));
        service = new ServiceAtWork(folder.resolve("service"), clock)
                .releasing(settings(python, StandInTrainer.model(folder.resolve("base"), base), regression));
        var ada = service.github().person("ada");
        repository = service.github().repository("instructlab", "taxonomy");
        repository.knownContributor(ada);
        for (var topic : THERE_BEFORE) {
            repository.commit("main", Leaves.good(topic), ada, "About " + topic);
        }
        service.start();
    }

    /** @param topics of contributions, whose examples the trainer understands */
    static OneMachine in(Path folder, String... topics) throws IOException {
        return new OneMachine(folder, Map.of(), null, topics);
    }

    /**
     * One with a regression set.
     *
     * @param base what the base model knows
     */
    static OneMachine with(Path folder, Map<String, String> base, Path regression, String... topics)
            throws IOException {
        return new OneMachine(folder, base, regression, topics);
    }

    StandInHub hub() {
        return hub;
    }

    PullRequest merged(String topic) {
        var ada = service.github().person("ada");
        var pull = repository.contribute(ada, "Skill: " + topic, "", Leaves.good(topic));
        eventually(() -> assertThat(pull.labels()).contains("triage-needed"));
        pull.merge(ada);
        eventually(() -> assertThat(pull.labels()).contains("treewarden-merged"));
        return pull;
    }

    ReleaseId start() {
        return startedBy("mia");
    }

    ReleaseId startedBy(String who) {
        var start = new StartRelease(MODEL, TAXONOMY, clock);
        var outcome = write(transaction -> start.start(transaction, who));
        assertThat(outcome).isInstanceOf(StartRelease.Outcome.Started.class);
        return ((StartRelease.Outcome.Started) outcome).release().id();
    }

    /** Somebody does this to the release that is under way when the teacher is first asked during this stage. */
    void during(ReleaseStage stage, BiConsumer<WriteReleases, ReleaseId> then) {
        var isDone = new AtomicBoolean();
        service.teacher().faults().always("POST", "/v1/**", new Fault.Changed(answer -> {
            if (!isDone.get() && isAt(stage) && isDone.compareAndSet(false, true)) {
                write(transaction -> {
                    var id =
                            transaction.releases().underWay(MODEL).orElseThrow().id();
                    then.accept(transaction.writeReleases(), id);
                    return id;
                });
            }
            return answer;
        }));
    }

    <T extends StageReport> T report(ReleaseId id, ReleaseStage stage, Class<T> type) {
        return type.cast(write(transaction -> transaction.releases().output(id, stage))
                .orElseThrow()
                .report());
    }

    Job job(ReleaseId id, ReleaseStage stage) {
        return write(transaction -> transaction.jobs().latest(new RunReleaseStage(id, stage).key()))
                .orElseThrow();
    }

    private boolean isAt(ReleaseStage stage) {
        return write(transaction -> transaction.releases().underWay(MODEL))
                .filter(release -> release.stage() == stage)
                .isPresent();
    }

    void endsAs(ReleaseId id, ReleaseState state) {
        eventually(() -> assertThat(release(id).state()).as(this::trouble).isEqualTo(state));
    }

    Release release(ReleaseId id) {
        return write(transaction -> transaction.releases().find(id)).orElseThrow();
    }

    /** What main of a repository holds, as text, by path. */
    Map<String, String> published(HubRepository on) throws IOException {
        var texts = new TreeMap<String, String>();
        for (var file : on.find("main").orElseThrow().files().entrySet()) {
            texts.put(file.getKey(), new String(bytes(file.getValue()), StandardCharsets.UTF_8));
        }
        return texts;
    }

    /** What the published model has learnt. */
    Map<String, String> learnt() throws IOException {
        var files = hub.model(MODEL).orElseThrow().find("main").orElseThrow().files();
        return StandInTrainer.learnt(bytes(Objects.requireNonNull(files.get("model.safetensors"), "the weights")));
    }

    private byte[] bytes(HubFile file) throws IOException {
        if (file instanceof HubFile.Lfs large) {
            try (var in = hub.open(large)) {
                return in.readAllBytes();
            }
        }
        return ((HubFile.Regular) file).content();
    }

    Path folder(ReleaseId id) {
        return folder.resolve("releases").resolve(id.name());
    }

    <T> T write(Function<Transaction, T> work) {
        try (var database = Database.openBeside(
                DatabaseConfig.sqlite(folder.resolve("service").resolve("treewarden.db")), clock)) {
            return database.write(work);
        }
    }

    List<String> audited() {
        return write(transaction -> transaction.audit().before(AuditFilter.ALL, Long.MAX_VALUE, 200)).stream()
                .map(entry -> entry.event().action() + ": " + entry.event().why())
                .toList();
    }

    private String trouble() {
        return write(transaction -> ServiceAtWork.parked(transaction).toString()
                + transaction.releases().list(10));
    }

    /** What the operator's commands read, beside the service; the rule is about the same. */
    Path configuration(@Nullable Path regression) throws IOException {
        var home = folder.resolve("service");
        return Files.writeString(folder.resolve("worker.yaml"), """
                database:
                  sqlite: %s
                artifacts: %s
                cache:
                  folder: %s
                teacher:
                  url: %s
                  model: %s
                releases:
                  model: %s
                  taxonomy: %s
                  base-model: %s
                  base-model-revision: "1"
                  folder: %s
                  trainer:
                    python: %s
                  gate:
                    margin: 0.2
                    least-questions: 1
                  evaluation:
                    regression-set: %s
                    context-tokens: 2048
                    serve: [%s]
                """.formatted(
                        home.resolve("treewarden.db"),
                        home.resolve("artifacts"),
                        home.resolve("cache"),
                        service.teacher().url(),
                        service.teacher().model(),
                        MODEL,
                        TAXONOMY,
                        folder.resolve("base"),
                        folder.resolve("releases"),
                        python(),
                        regression,
                        ServeCommand.trainer(python()).argv().stream()
                                .map(word -> "\"" + word + "\"")
                                .collect(Collectors.joining(", "))));
    }

    private Path python() {
        return folder.resolve("trainer").resolve("python");
    }

    /** What a process would see while the service is stopped. */
    void stop() {
        service.stop();
    }

    private ReleaseSettings settings(Path python, Path base, @Nullable Path regression) {
        return new ReleaseSettings(
                MODEL,
                DATA,
                TAXONOMY,
                new ReleaseSettings.Card("A small model", "apache-2.0", List.of("en"), "stand-in"),
                folder.resolve("releases"),
                3,
                new ReleaseSettings.Deciding(
                        Admission.MERGED,
                        GateRule.USUAL.withMinimumQuestions(1).withMargins(new GateRule.Margins(0.99, 0.2, 0.99, 0.99)),
                        Approval.BY_RULE,
                        ReleaseSettings.Askers.NOBODY),
                new ReleaseSettings.Telling(Notes.ON, null),
                null,
                TrainingRecipe.usual(new Base(base, "1")),
                new ReleaseSettings.Launch.Local(new Trainer(python.toString(), 1)),
                new ReleaseSettings.Evaluation(
                        ServeCommand.trainer(python).withStartup(Duration.ofMinutes(2)), RunTasks.NONE, regression),
                new ReleaseSettings.HubSettings(
                        URI.create(hub.url()), Secret.of(HubOptions.TOKEN.secret()), Visibility.PUBLIC, 10));
    }

    @Override
    public void close() {
        service.close();
        hub.close();
    }
}
