package treewarden.app.release;

import java.util.List;
import java.util.Optional;
import treewarden.app.command.CommandFailed;
import treewarden.domain.Secret;
import treewarden.domain.release.Release;
import treewarden.domain.release.ReleaseId;
import treewarden.store.Database;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubException;
import treewarden.worker.release.RestoreRelease;

/** Makes people get an earlier release again, at once and from the operator's terminal. */
public final class RollBackRelease {
    private final ReleaseSettings settings;
    private final Database database;

    public RollBackRelease(ReleaseSettings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    static RestoreRelease restore(ReleaseSettings settings, Secret token, Database database) {
        var hub = HubConfig.of(settings.hub().endpoint(), token, settings.hubJournal());
        return new RestoreRelease(
                new RestoreRelease.Settings(hub, settings.model(), settings.folder()), database.clock());
    }

    /**
     * Rolls back.
     *
     * @return the releases that are not what people get any more
     * @throws CommandFailed with what to do
     */
    public List<ReleaseId> to(Release target, String by, String why) {
        var token = settings.hub().token();
        if (token == null) {
            throw CommandFailed.usage("TREEWARDEN_HUB_TOKEN is not set, so nothing can be changed on the Hub");
        }
        var restore = restore(settings, token, database);
        Optional<String> refusal = database.read(tables -> restore.refusal(tables, target.id()));
        if (refusal.isPresent()) {
            throw CommandFailed.bad(refusal.get());
        }
        try {
            var run = "rollback-to-" + target.id() + "-at-" + database.clock().millis();
            restore.onHub(target.id(), run, () -> {});
        } catch (HubException e) {
            throw CommandFailed.bad(String.valueOf(e.getMessage()));
        }
        return database.write(transaction -> {
            transaction.actingFrom("command line");
            return transaction.writeReleases().rolledBackTo(target, by, why);
        });
    }
}
