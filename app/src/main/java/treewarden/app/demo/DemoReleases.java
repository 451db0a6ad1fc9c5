package treewarden.app.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import treewarden.app.release.ReleaseSettings;
import treewarden.bot.release.AnnounceRelease.Notes;
import treewarden.bot.release.FindMerged.Admission;
import treewarden.domain.Secret;
import treewarden.domain.release.GateRule;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.StandInHub;
import treewarden.store.Database;
import treewarden.store.DatabaseConfig;
import treewarden.worker.evaluate.RunTasks;
import treewarden.worker.evaluate.ServeCommand;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.release.DecideOnCandidate.Approval;
import treewarden.worker.release.StartRelease;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.train.Trainer;
import treewarden.worker.train.TrainingPlan.Base;
import treewarden.worker.train.TrainingPlan.Device;
import treewarden.worker.train.TrainingPlan.Learning;

/** Releases of a model so small that it is trained on the CPU in a minute, published to a stand-in Hub. */
final class DemoReleases implements AutoCloseable {
    static final String MODEL = "community/tiny-granite";
    static final String DATA = "community/tiny-granite-data";

    /** Of the tiny model: a question beside an answer of 1,024 tokens. */
    private static final int CONTEXT_TOKENS = 2048;

    /** Until a killed process is gone. */
    private static final long LAST_BREATH_SECONDS = 5;

    private final Path folder;
    private final Path python;
    private final String taxonomy;
    private final StandInHub hub;
    private final WriteTinyModel tiny;
    private final Path patient;

    private DemoReleases(Path folder, Path python, String taxonomy) throws IOException {
        this.folder = folder;
        this.python = python;
        this.taxonomy = taxonomy;
        tiny = new WriteTinyModel(folder.resolve("tiny"));
        patient = tiny.patient(python);
        hub = StandInHub.start(HubOptions.in(folder.resolve("hub")));
        tiny.begin(python);
    }

    /**
     * Starts the Hub, and begins to write the model.
     *
     * @param python that has the trainer
     * @param taxonomy full name of the repository that is released
     */
    static DemoReleases begin(Path folder, Path python, String taxonomy) throws IOException {
        return new DemoReleases(folder, python, taxonomy);
    }

    StandInHub hub() {
        return hub;
    }

    Path python() {
        return python;
    }

    /** Starts a release beside the running service, as the command line does. */
    void start(DatabaseConfig.Sqlite config, Clock clock) {
        try (var database = Database.openBeside(config, clock)) {
            var start = new StartRelease(MODEL, taxonomy, database.clock());
            database.write(transaction -> {
                transaction.actingFrom("demo");
                return start.start(transaction, DemoPeople.MAINTAINER);
            });
        }
    }

    ReleaseSettings settings() {
        return new ReleaseSettings(
                MODEL,
                DATA,
                taxonomy,
                new ReleaseSettings.Card("A tiny model", "apache-2.0", List.of("en"), "random-weights"),
                folder.resolve("releases"),
                3,
                new ReleaseSettings.Deciding(
                        Admission.MERGED,
                        // So small a model learns to write like its lessons and little else: the verdict is a person's.
                        GateRule.USUAL
                                .withMinimumQuestions(1)
                                .withMargins(new GateRule.Margins(0.99, 0.99, 0.99, 0.99)),
                        Approval.BY_A_PERSON,
                        ReleaseSettings.Askers.CONTRIBUTORS),
                new ReleaseSettings.Telling(Notes.ON, null),
                null,
                recipe(),
                new ReleaseSettings.Launch.Local(new Trainer(patient.toString(), 1)),
                new ReleaseSettings.Evaluation(
                        ServeCommand.trainer(patient)
                                .withStartup(Duration.ofMinutes(2))
                                .withContextTokens(CONTEXT_TOKENS),
                        RunTasks.NONE,
                        null),
                new ReleaseSettings.HubSettings(
                        URI.create(hub.url()), Secret.of(HubOptions.TOKEN.secret()), Visibility.PUBLIC, 10));
    }

    private TrainingRecipe recipe() {
        var usual = Learning.SKILLS;
        var learning = new Learning(
                6e-3,
                2,
                4,
                4,
                CONTEXT_TOKENS,
                usual.seed(),
                usual.scheduler(),
                usual.weightDecay(),
                usual.beta1(),
                usual.beta2(),
                usual.epsilon(),
                usual.clip());
        var usually = TrainingRecipe.usual(new Base(tiny.model(), "tiny"), learning, learning);
        return new TrainingRecipe(
                usually.base(), usually.phases(), usually.machine().on(Device.CPU));
    }

    /** Ends the Hub, and the trainer, which would outlive the service. */
    @Override
    public void close() {
        hub.close();
        var left = ProcessHandle.allProcesses().filter(this::isOurs).toList();
        left.forEach(ProcessHandle::destroyForcibly);
        left.forEach(process -> process.onExit()
                .completeOnTimeout(process, LAST_BREATH_SECONDS, TimeUnit.SECONDS)
                .join());
    }

    /** Each of them is started with a file of this demo's own folder. */
    private boolean isOurs(ProcessHandle process) {
        return process.pid() != ProcessHandle.current().pid()
                && process.info()
                        .commandLine()
                        .filter(line -> line.contains(folder.toString()))
                        .isPresent();
    }
}
