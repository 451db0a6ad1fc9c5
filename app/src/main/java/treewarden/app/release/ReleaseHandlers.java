package treewarden.app.release;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.app.sdg.OpenSdg;
import treewarden.app.sdg.TeacherSettings;
import treewarden.domain.JobPayload.RunReleaseStage;
import treewarden.domain.Secret;
import treewarden.store.Artifacts;
import treewarden.store.Database;
import treewarden.store.JobHandler;
import treewarden.templates.ModelCardModel;
import treewarden.worker.evaluate.AskFreely;
import treewarden.worker.evaluate.Examine;
import treewarden.worker.evaluate.JudgeAnswers;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubRepo;
import treewarden.worker.release.AskBoth;
import treewarden.worker.release.DecideOnCandidate;
import treewarden.worker.release.EvaluateCandidate;
import treewarden.worker.release.GenerateReleaseData;
import treewarden.worker.release.HoldBack;
import treewarden.worker.release.MixReleaseData;
import treewarden.worker.release.PublishToHub;
import treewarden.worker.release.ReleaseFolders;
import treewarden.worker.release.RunRollBack;
import treewarden.worker.release.RunStage;
import treewarden.worker.release.ShowCandidate;
import treewarden.worker.release.Stage;
import treewarden.worker.release.StopCancelledTraining;
import treewarden.worker.release.TrainCandidate;
import treewarden.worker.release.TryWithout;
import treewarden.worker.release.WriteModelCard;
import treewarden.worker.train.EndTraining;
import treewarden.worker.train.KubernetesLauncher;
import treewarden.worker.train.Launcher;
import treewarden.worker.train.LocalLauncher;
import treewarden.worker.train.SlurmLauncher;
import treewarden.worker.train.TrainModel;
import treewarden.worker.train.TrainingLimits;

/** The stages of a release that a process can do, by its capabilities. */
public final class ReleaseHandlers {
    private final ReleaseSettings settings;
    private final Database database;
    private final Clock clock;
    private final HoldBack holdBack;
    private final ReleaseFolders folders;

    public ReleaseHandlers(ReleaseSettings settings, Database database, Artifacts artifacts, Clock clock) {
        this.settings = settings;
        this.database = database;
        this.clock = clock;
        this.holdBack = new HoldBack(artifacts);
        this.folders = new ReleaseFolders(settings.folder());
    }

    /** What a process with a teacher does. */
    public List<JobHandler<RunReleaseStage>> ofTheTeacher(OpenSdg sdg, TeacherSettings teacher) {
        var phases = settings.recipe().data();
        return handlers(
                new GenerateReleaseData(holdBack, new DataOfReleases(sdg, teacher, settings, clock), phases),
                new MixReleaseData(holdBack, settings.evaluation().regression(), phases));
    }

    /** What a process with an accelerator does, under this environment; the teacher is the judge. */
    public List<JobHandler<?>> ofTheAccelerator(Map<String, String> environment, OpenSdg sdg, TeacherSettings teacher) {
        var does = training(environment, sdg, teacher);
        var askBoth = new AskBoth(
                database, folders, new AskFreely(sdg.evaluations().alone().ask()), examined());
        var stop = new StopCancelledTraining(
                database, folders, new EndTraining(launcher(environment), TrainingLimits.USUAL));
        return Stream.<JobHandler<?>>concat(handlers(does.train(), does.evaluate()).stream(), Stream.of(stop, askBoth))
                .toList();
    }

    /** How candidates are trained, examined and judged here. */
    public TryWithout.With training(Map<String, String> environment, OpenSdg sdg, TeacherSettings teacher) {
        var pipelines = sdg.evaluations();
        var examine = new Examine(
                pipelines.alone().ask(),
                new JudgeAnswers(release -> sdg.judge(release.name()), pipelines, teacher.contextTokens()),
                clock);
        return new TryWithout.With(
                new TrainCandidate(
                        new TrainModel(launcher(environment), TrainingLimits.USUAL),
                        settings.recipe(),
                        settings.card().baseModel()),
                new EvaluateCandidate(examine, holdBack, examined()),
                settings.deciding().rule());
    }

    private EvaluateCandidate.Settings examined() {
        var evaluation = settings.evaluation();
        return new EvaluateCandidate.Settings(
                settings.recipe().base().folder(),
                evaluation.serve(),
                evaluation.benchmarks(),
                evaluation.regression());
    }

    /** What the process with the Hub's token does. */
    public List<JobHandler<?>> ofThePublisher(Secret token, String teacher) {
        var hub = HubConfig.of(settings.hub().endpoint(), token, settings.hubJournal());
        var to = new PublishToHub.Settings(
                hub,
                HubRepo.model(settings.model()),
                settings.dataSet() == null ? null : HubRepo.dataset(settings.dataSet()),
                settings.hub().visibility(),
                settings.hub().keep(),
                settings.hub().converts());
        var card = settings.card();
        var about = new ModelCardModel.About(
                card.title(), card.license(), card.languages(), card.baseModel(), List.of(teacher), settings.dataSet());
        var stages = handlers(
                new DecideOnCandidate(
                        settings.deciding().rule(), settings.deciding().approval(), candidates(hub)),
                new PublishToHub(to, new WriteModelCard(about, settings.taxonomy(), settings.recipe()), clock));
        var rollBack = new RunRollBack(database, RollBackRelease.restore(settings, token, database));
        return Stream.<JobHandler<?>>concat(stages.stream(), Stream.of(rollBack))
                .toList();
    }

    private @Nullable ShowCandidate candidates(HubConfig hub) {
        var candidates = settings.hub().candidates();
        return candidates == null
                ? null
                : new ShowCandidate(
                        new ShowCandidate.Settings(
                                hub,
                                HubRepo.model(candidates.repository()),
                                candidates.visibility(),
                                settings.hub().keep()),
                        clock);
    }

    private Launcher launcher(Map<String, String> environment) {
        if (settings.launch() instanceof ReleaseSettings.Launch.Slurm slurm) {
            return new SlurmLauncher(slurm.settings(), environment);
        }
        return settings.launch() instanceof ReleaseSettings.Launch.Kubernetes kubernetes
                ? new KubernetesLauncher(kubernetes.settings(), environment)
                : new LocalLauncher(((ReleaseSettings.Launch.Local) settings.launch()).trainer(), environment);
    }

    private List<JobHandler<RunReleaseStage>> handlers(Stage... stages) {
        return Stream.of(stages)
                .<JobHandler<RunReleaseStage>>map(stage -> new RunStage(database, folders, stage))
                .toList();
    }
}
