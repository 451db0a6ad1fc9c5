package treewarden.app.release;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.bot.release.AnnounceRelease.Notes;
import treewarden.bot.release.FindMerged.Admission;
import treewarden.domain.ReleasedModel;
import treewarden.domain.Secret;
import treewarden.domain.release.GateRule;
import treewarden.domain.release.PlanNote;
import treewarden.domain.release.ReleaseId;
import treewarden.sdg.mix.DataSet;
import treewarden.web.session.PageRole;
import treewarden.worker.evaluate.RunTasks;
import treewarden.worker.evaluate.ServeCommand;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.release.ConvertModel;
import treewarden.worker.release.DecideOnCandidate.Approval;
import treewarden.worker.release.ReleaseCalendar;
import treewarden.worker.release.ReleaseFolders;
import treewarden.worker.release.TrainingRecipe;
import treewarden.worker.train.KubernetesSettings;
import treewarden.worker.train.SlurmSettings;
import treewarden.worker.train.Trainer;

/**
 * How a community releases its model.
 *
 * @param model its repository on the Hub, {@code owner/name}: one release of it is under way at a time
 * @param dataSet the repository of the training data; null where the data is not published
 * @param taxonomy full name of the repository that is released
 * @param folder where the files of releases are
 * @param kept how many of them keep their files here
 */
public record ReleaseSettings(
        String model,
        @Nullable String dataSet,
        String taxonomy,
        Card card,
        DataSets dataSets,
        Path folder,
        int kept,
        Deciding deciding,
        Telling telling,
        @Nullable ReleaseCalendar calendar,
        TrainingRecipe recipe,
        Launch launch,
        Evaluation evaluation,
        HubSettings hub) {
    /** Of the community's own leaves alone. */
    public ReleaseSettings(
            String model,
            @Nullable String dataSet,
            String taxonomy,
            Card card,
            Path folder,
            int kept,
            Deciding deciding,
            Telling telling,
            @Nullable ReleaseCalendar calendar,
            TrainingRecipe recipe,
            Launch launch,
            Evaluation evaluation,
            HubSettings hub) {
        this(
                model,
                dataSet,
                taxonomy,
                card,
                DataSets.NONE,
                folder,
                kept,
                deciding,
                telling,
                calendar,
                recipe,
                launch,
                evaluation,
                hub);
    }

    /** Rows of the operator's, precomputed ones or foundational skills, that are mixed in with those of the leaves. */
    public record DataSets(List<DataSet> skills, List<DataSet> knowledge) {
        public static final DataSets NONE = new DataSets(List.of(), List.of());

        public DataSets {
            skills = List.copyOf(skills);
            knowledge = List.copyOf(knowledge);
        }
    }

    /** Where uploads note how far they are. */
    public Path hubJournal() {
        return new ReleaseFolders(folder).journal();
    }

    /**
     * What the cards say that does not follow from the release.
     *
     * @param license as the Hub names it
     * @param languages ISO 639-1 codes
     * @param baseModel what people call the base model: its name on the Hub
     */
    public record Card(String title, String license, List<String> languages, String baseModel) {
        public Card {
            languages = List.copyOf(languages);
        }
    }

    /** What goes in, and who decides what goes out. */
    public record Deciding(Admission admission, GateRule rule, Approval approval, Askers askers) {}

    /** Who may put questions to a candidate that waits for a decision. */
    public enum Askers {
        NOBODY(null),
        MAINTAINERS(PageRole.MAINTAINER),
        TRIAGERS(PageRole.TRIAGER),
        /** Whoever signs in: contributors have no role of their own. */
        CONTRIBUTORS(PageRole.READER);

        private final @Nullable PageRole least;

        Askers(@Nullable PageRole least) {
            this.least = least;
        }

        /** Whom all that stand above are let in with; null where nobody is. */
        public @Nullable PageRole least() {
            return least;
        }
    }

    /** Where the trainer runs. */
    public sealed interface Launch {
        /** Over all machines. */
        int processes();

        record Local(Trainer trainer) implements Launch {
            @Override
            public int processes() {
                return trainer.processes();
            }
        }

        record Slurm(SlurmSettings settings) implements Launch {
            @Override
            public int processes() {
                return settings.nodes() * settings.trainer().processes();
            }
        }

        record Kubernetes(KubernetesSettings settings) implements Launch {
            @Override
            public int processes() {
                return settings.nodes() * settings.trainer().processes();
            }
        }
    }

    /**
     * How models are examined.
     *
     * @param serve how a model is served on the machine with the accelerator
     * @param benchmarks of others, such as lm-eval's; {@link RunTasks#NONE} for none
     * @param regression questions that no release may forget, as JSON lines; null for none
     */
    public record Evaluation(
            ServeCommand serve,
            RunTasks benchmarks,
            @Nullable Path regression) {
        /** What is not examined. */
        public List<PlanNote> notes() {
            return regression == null ? List.of(PlanNote.NO_REGRESSION_SET) : List.of();
        }
    }

    /**
     * How people hear of a release.
     *
     * @param notes whether the code host shows each release too
     * @param served where the released model is asked the contributors' questions afterwards; null for nowhere
     */
    public record Telling(Notes notes, @Nullable Served served) {
        public Optional<ReleasedModel> model(ReleaseId release) {
            return Optional.ofNullable(served).map(it -> it.of(release));
        }
    }

    /**
     * Where each released model is served soon after it is published.
     *
     * @param url base of an OpenAI-compatible API: {@code http://host/v1}
     * @param name its name there, in which {@code {release}} stands for the name of the release
     */
    public record Served(URI url, String name) {
        static final String RELEASE = "{release}";

        ReleasedModel of(ReleaseId release) {
            return new ReleasedModel(release.name(), url.toString(), name.replace(RELEASE, release.name()));
        }
    }

    /**
     * Where it is published.
     *
     * @param token null on a machine that does not publish
     * @param keep how many releases stay there
     * @param candidates where a candidate can be tried before a person approves it; null for nowhere
     * @param converts makes another form of the model, such as GGUF; null for none
     */
    public record HubSettings(
            URI endpoint,
            @Nullable Secret token,
            Visibility visibility,
            int keep,
            @Nullable Candidates candidates,
            @Nullable ConvertModel converts) {
        /** Released models alone, as they are. */
        public HubSettings(URI endpoint, @Nullable Secret token, Visibility visibility, int keep) {
            this(endpoint, token, visibility, keep, null, null);
        }
    }

    /**
     * A repository of candidates.
     *
     * @param visibility private or gated
     */
    public record Candidates(String repository, Visibility visibility) {}
}
