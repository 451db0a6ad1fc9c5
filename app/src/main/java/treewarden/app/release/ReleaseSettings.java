package treewarden.app.release;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.bot.release.AnnounceRelease.Notes;
import treewarden.bot.release.FindMerged.Admission;
import treewarden.domain.Secret;
import treewarden.domain.release.GateRule;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.release.DecideOnCandidate.Approval;
import treewarden.worker.release.ReleaseCalendar;
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
 * @param notes whether the code host shows each release too
 */
public record ReleaseSettings(
        String model,
        @Nullable String dataSet,
        String taxonomy,
        Card card,
        Path folder,
        int kept,
        Deciding deciding,
        Notes notes,
        @Nullable ReleaseCalendar calendar,
        TrainingRecipe recipe,
        Launch launch,
        Evaluation evaluation,
        HubSettings hub) {

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
    public record Deciding(Admission admission, GateRule rule, Approval approval) {}

    /** Where the trainer runs. */
    public sealed interface Launch {
        record Local(Trainer trainer) implements Launch {}

        record Slurm(SlurmSettings settings) implements Launch {}

        record Kubernetes(KubernetesSettings settings) implements Launch {}
    }

    /**
     * How models are examined.
     *
     * @param serve the command that serves a model, with {@code {model}}, {@code {port}} and {@code {name}} in it
     * @param ready how long it may take until it answers
     * @param contextTokens that a question and its longest answer may have together
     * @param regression questions that no release may forget, as JSON lines; null for none
     */
    public record Evaluation(
            List<String> serve,
            Duration ready,
            int contextTokens,
            @Nullable Path regression) {
        public Evaluation {
            serve = List.copyOf(serve);
        }
    }

    /**
     * Where it is published.
     *
     * @param token null on a machine that does not publish
     * @param keep how many releases stay there
     */
    public record HubSettings(URI endpoint, @Nullable Secret token, Visibility visibility, int keep) {}
}
