package treewarden.worker.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import treewarden.domain.release.StageReport.Trained;
import treewarden.worker.hub.Hub;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubException;
import treewarden.worker.hub.HubRepo;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.hub.KeepReleases;
import treewarden.worker.hub.PublishFolder;
import treewarden.worker.hub.PublishRequest;

/**
 * Puts a candidate that waits for a person where those who are let in can try it: a repository of its own, private or
 * gated. What people get is another repository, to which it comes once it is approved.
 */
public final class ShowCandidate {
    /**
     * Where to.
     *
     * @param visibility not public: nobody has approved it
     * @param keep how many candidates stay there
     */
    public record Settings(HubConfig hub, HubRepo repo, Visibility visibility, int keep) {
        public Settings {
            if (visibility == Visibility.PUBLIC) {
                throw new IllegalArgumentException("candidates are private or gated: nobody has approved them");
            }
        }
    }

    private final Settings settings;
    private final Clock clock;

    public ShowCandidate(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Does it, or what is left of it; its address.
     *
     * @throws HubException with what the operator can do
     */
    String show(StageContext context, Path model) {
        var name = context.id().name();
        context.job().progress(0, 1, "putting the candidate to " + settings.repo());
        try (var hub = Hub.connect(settings.hub(), clock)) {
            var published = new PublishFolder(hub, new UntilCancelled(context.job()))
                    .publish(new PublishRequest(
                                    settings.repo(),
                                    settings.visibility(),
                                    folder(context, model),
                                    name,
                                    name,
                                    "Candidate of " + name,
                                    "Not approved yet.")
                            .knowing(context.report(Trained.class).files()));
            new KeepReleases(hub).newest(settings.keep(), settings.repo());
            var page = "/" + settings.repo().page() + "/tree/" + published.tag();
            return settings.hub().endpoint().resolve(page).toString();
        }
    }

    private Path folder(StageContext context, Path model) {
        var folder = context.folder().resolve("candidate");
        try {
            LinkedFolder.make(model, folder);
            Files.writeString(folder.resolve("README.md"), card(context));
            Files.writeString(folder.resolve("release.json"), ReleaseManifest.of(context));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder + " cannot be written (" + e.getMessage() + "); make room there, and have it tried again",
                    e);
        }
    }

    private static String card(StageContext context) {
        return "# Candidate of " + context.id()
                + "\n\nNobody has approved this model yet. It is here for those who decide on"
                + " it, to be tried. `release.json` says what it was made of.\n";
    }
}
