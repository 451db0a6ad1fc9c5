package treewarden.app.release;

import java.util.ArrayList;
import java.util.List;
import treewarden.app.command.CommandFailed;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseState;
import treewarden.store.Database;
import treewarden.worker.hub.Hub;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubException;
import treewarden.worker.hub.HubRepo;
import treewarden.worker.hub.RollBack;
import treewarden.worker.release.ReleaseFolders;

/**
 * Makes people get an earlier release again. The Hub first, then our own books: ended in between, it is run again and does
 * what is left.
 */
public final class RollBackRelease {
    private final ReleaseSettings settings;
    private final Database database;

    public RollBackRelease(ReleaseSettings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    /**
     * Rolls back.
     *
     * @return names of the releases that are not what people get any more
     * @throws CommandFailed with what to do
     */
    public List<String> to(Release target, String by, String why) {
        if (target.state() != ReleaseState.PUBLISHED || !target.model().equals(settings.model())) {
            throw CommandFailed.bad(target.id() + " is " + target.state().words() + "; name one of " + settings.model()
                    + " that is published");
        }
        var token = settings.hub().token();
        if (token == null) {
            throw CommandFailed.usage("TREEWARDEN_HUB_TOKEN is not set, so nothing can be changed on the Hub");
        }
        var scratch = settings.folder().resolve("rollback");
        var hubConfig =
                HubConfig.of(settings.hub().endpoint(), token, settings.folder().resolve("hub-journal"));
        try (var hub = Hub.connect(hubConfig, database.clock())) {
            var run = "rollback-to-" + target.id() + "-" + target.version();
            new RollBack(hub, scratch).to(target.id().name(), HubRepo.model(settings.model()), run);
        } catch (HubException e) {
            throw CommandFailed.bad(String.valueOf(e.getMessage()));
        } finally {
            ReleaseFolders.delete(scratch);
        }
        return noted(target, by, why);
    }

    private List<String> noted(Release target, String by, String why) {
        return database.write(transaction -> {
            transaction.actingFrom("command line");
            var undone = new ArrayList<String>();
            for (var release : transaction.releases().list(settings.model(), Integer.MAX_VALUE)) {
                if (release.state() == ReleaseState.PUBLISHED
                        && release.startedAt().isAfter(target.startedAt())) {
                    transaction.writeReleases().rolledBack(release, by, why);
                    undone.add(release.id().name());
                }
            }
            return undone;
        });
    }
}
