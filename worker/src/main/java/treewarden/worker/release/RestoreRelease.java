package treewarden.worker.release;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.store.RollBacks;
import treewarden.store.Tables;
import treewarden.worker.hub.Hub;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubException;
import treewarden.worker.hub.HubRepo;
import treewarden.worker.hub.RollBack;

/**
 * Makes people get an earlier release again, for a job or for the operator at a terminal. The Hub comes first, then our own
 * books: ended in between, it is run again and does what is left.
 */
public final class RestoreRelease {
    private final Settings settings;
    private final Clock clock;

    /**
     * Where that is.
     *
     * @param model its repository on the Hub
     * @param dataSet the repository of the training data; null where the data is not published
     * @param folder where releases keep their files
     */
    public record Settings(
            HubConfig hub, String model, @Nullable String dataSet, Path folder) {}

    public RestoreRelease(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Why it cannot be done at this moment, in a sentence; empty where it can. */
    public Optional<String> refusal(Tables tables, ReleaseId to) {
        return tables.releases()
                .find(to)
                .map(Release::model)
                .filter(model -> !model.equals(settings.model()))
                .map(model -> to + " is of " + model + ", and this process publishes " + settings.model()
                        + "; choose one of that.")
                .or(() -> new RollBacks(tables).refusal(to));
    }

    /**
     * Has the Hub's main branch hold it: the model, which is what people get, and then the data that it was made of. What is
     * wrong with a model came out of its data, so the newer data is not what anybody should train on meanwhile.
     *
     * @return what main holds now, in a clause
     * @param run one name for all tries of the same intent, and another one for the next intent: by it a commit whose answer
     *     was lost is found again
     * @param beforeWrite throws where nothing may be written any more
     * @throws HubException with what to do
     */
    public String onHub(ReleaseId to, String run, Runnable beforeWrite) {
        var scratch = settings.folder().resolve(run);
        ReleaseFolders.delete(scratch);
        try (var hub = Hub.connect(settings.hub(), clock)) {
            new RollBack(hub, scratch.resolve("model"), beforeWrite)
                    .to(to.name(), HubRepo.model(settings.model()), run);
            return settings.model() + " holds " + to + " again" + dataSet(hub, to, run, scratch, beforeWrite);
        } finally {
            ReleaseFolders.delete(scratch);
        }
    }

    private String dataSet(Hub hub, ReleaseId to, String run, Path scratch, Runnable beforeWrite) {
        var repo = settings.dataSet();
        if (repo == null) {
            return "";
        }
        return new RollBack(hub, scratch.resolve("data"), beforeWrite)
                .toWhereThere(to.name(), HubRepo.dataset(repo), run)
                .map(commit -> ", and so does its data set " + repo)
                .orElse("; its data set " + repo + " has no tag of that release and stays as it is");
    }
}
