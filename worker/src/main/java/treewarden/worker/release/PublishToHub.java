package treewarden.worker.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.domain.Digest;
import treewarden.domain.release.ReleaseStage;
import treewarden.domain.release.StageOutput;
import treewarden.domain.release.StageReport;
import treewarden.worker.evaluate.EvaluationException;
import treewarden.worker.hub.Hub;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubException;
import treewarden.worker.hub.HubRepo;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.hub.KeepReleases;
import treewarden.worker.hub.PublishFolder;
import treewarden.worker.hub.PublishRequest;
import treewarden.worker.hub.Published;

/**
 * Publishes a release that passed: the data set first, then the model, each onto a branch of its own, read back and
 * verified there, then in one commit onto main, then tagged. Run again after it ended at any point it does what is left to
 * do, and makes no second commit.
 *
 * <p>What is published is what was evaluated: the files are compared with the digests that the training left.
 */
public final class PublishToHub implements Stage {
    /**
     * Where to.
     *
     * @param dataSet null where the data is not published
     * @param keep how many releases stay on the Hub
     * @param converts makes a file of another form of the model, beside its weights; null for none
     */
    public record Settings(
            HubConfig hub,
            HubRepo model,
            @Nullable HubRepo dataSet,
            Visibility visibility,
            int keep,
            @Nullable ConvertModel converts) {}

    /** Writes the card of a model, from all that is known of its release. */
    public interface WriteCard {
        String card(StageContext context, Digest manifest);
    }

    private static final Logger LOG = LoggerFactory.getLogger(PublishToHub.class);

    private final Settings settings;
    private final WriteCard cards;
    private final Clock clock;

    public PublishToHub(Settings settings, WriteCard cards, Clock clock) {
        this.settings = settings;
        this.cards = cards;
        this.clock = clock;
    }

    @Override
    public ReleaseStage stage() {
        return ReleaseStage.PUBLISH;
    }

    @Override
    public StageEnd run(StageContext context) {
        try (var hub = Hub.connect(settings.hub(), clock)) {
            return publish(context, hub);
        } catch (LetOut.Held e) {
            return e.end();
        } catch (HubException e) {
            return ended(e);
        } catch (EvaluationException e) {
            return new StageEnd.Failed(String.valueOf(e.getMessage()));
        } catch (CancellationException e) {
            // A worker that stops gives the job back, and no attempt is counted.
            return new StageEnd.Failed("stopped");
        }
    }

    /**
     * What a stage comes to because of what the Hub said.
     *
     * @throws FilesChanged where a file was not what it was when it was made
     */
    static StageEnd ended(HubException e) {
        var message = String.valueOf(e.getMessage());
        if (e instanceof HubException.Changed) {
            throw new FilesChanged(message);
        }
        if (e instanceof HubException.RateLimited limited) {
            return new StageEnd.Again(limited.notBefore(), message);
        }
        return e instanceof HubException.Transient || e instanceof HubException.Moved
                ? new StageEnd.Failed(message)
                : new StageEnd.GaveUp(message);
    }

    private StageEnd publish(StageContext context, Hub hub) {
        var trained = context.report(StageReport.Trained.class);
        var model = context.folders().of(context.id(), ReleaseStage.TRAIN).resolve(TrainCandidate.MODEL);
        // What they hold is looked at while it is sent: a model is read once.
        ReleaseFolders.requireThere(model, trained.files());
        var request = request(context, settings.model(), withCard(context, model), trained.files());
        var letOut = new LetOut(context);
        var publish = new PublishFolder(hub, letOut);
        var dataRequest = dataSet(context);
        Optional<Published> data;
        Published published;
        try {
            context.job().progress(0, 3, "bringing the model to a branch");
            // A model that is not what was evaluated is found here, before the data set is there.
            publish.stage(request);
            context.job().progress(1, 3, "publishing the data set");
            data = dataRequest.map(publish::publish);
            context.job().progress(2, 3, "publishing the model");
            published = publish.publish(request);
        } catch (HubException e) {
            lookAgain(letOut, publish, Stream.concat(dataRequest.stream(), Stream.of(request)));
            throw e;
        }
        keep(hub, letOut);
        return new StageEnd.Done(
                new StageReport.Published(
                        published.tag(),
                        page(settings.model(), published.tag()),
                        published.commit(),
                        data.map(it -> page(it.repo(), it.tag())).orElse(null),
                        data.map(Published::commit).orElse(null)),
                settings.model() + " at " + published.tag());
    }

    /** What failed on the way to main may be cancelled again, where the Hub says that nothing came there. */
    private static void lookAgain(LetOut letOut, PublishFolder publish, Stream<PublishRequest> requests) {
        if (!letOut.isOut()) {
            return;
        }
        try {
            if (requests.noneMatch(publish::isOut)) {
                letOut.stayIn();
            }
        } catch (HubException e) {
            LOG.info("Whether the release is out is looked at again by the next attempt: {}", e.getMessage());
        }
    }

    private void keep(Hub hub, LetOut letOut) {
        letOut.anything();
        var keep = new KeepReleases(hub);
        keep.newest(settings.keep(), settings.model());
        if (settings.dataSet() != null) {
            keep.newest(settings.keep(), settings.dataSet());
        }
    }

    private Optional<PublishRequest> dataSet(StageContext context) {
        var repo = settings.dataSet();
        if (repo == null) {
            return Optional.empty();
        }
        var folder = context.folders().of(context.id(), ReleaseStage.GENERATE);
        var files = context.report(StageReport.Generated.class).files();
        ReleaseFolders.requireThere(folder, files);
        return Optional.of(request(context, repo, PublishableData.of(folder, context), files));
    }

    private PublishRequest request(StageContext context, HubRepo repo, Path folder, Map<String, Digest> files) {
        var name = context.id().name();
        return new PublishRequest(
                        repo,
                        settings.visibility(),
                        folder,
                        name,
                        name,
                        name,
                        context.plan().words())
                .knowing(files);
    }

    /** The model as it was evaluated, beside its card. Files are linked, not copied: a model may be large. */
    private Path withCard(StageContext context, Path model) {
        var folder = context.folder().resolve("model");
        try {
            LinkedFolder.make(model, folder);
            var converts = settings.converts();
            if (converts != null) {
                var converted = converts.convert(model, context);
                LinkedFolder.link(converted, folder.resolve(converted.getFileName()));
            }
            var said = new KeepWords(context);
            Files.writeString(
                    folder.resolve("README.md"), said.once("README.md", () -> cards.card(context, manifest(context))));
            Files.writeString(
                    folder.resolve("release.json"), said.once("release.json", () -> ReleaseManifest.of(context)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder + " cannot be written (" + e.getMessage() + "); make room there, and have it tried again",
                    e);
        }
    }

    /** The last output names the one before it, and so on to the plan. */
    private static Digest manifest(StageContext context) {
        return context.outputs().stream()
                .reduce((first, second) -> second)
                .map(StageOutput::digest)
                .orElseThrow(() -> new IllegalStateException("nothing comes before this stage"));
    }

    private String page(HubRepo repo, String tag) {
        URI endpoint = settings.hub().endpoint();
        return endpoint.resolve("/" + repo.page() + "/tree/" + tag).toString();
    }
}
