package treewarden.bot.handle;

import java.util.List;
import treewarden.domain.JobPayload.Reconcile;
import treewarden.domain.JobPayload.SnapshotTaxonomy;
import treewarden.forge.Event;
import treewarden.forge.Event.RepositoryChanged;
import treewarden.store.KnownRepository;
import treewarden.store.RepositoryState;

/**
 * A repository was renamed, moved, hidden, put away or deleted. It is known by its id, so that nothing of it is lost: a new
 * name or owner is remembered, and one that cannot be written to waits until it can be.
 */
final class FollowRepository implements EventHandler {
    @Override
    public Followup to(Event event) {
        if (!(event instanceof RepositoryChanged change)) {
            return Followup.NOTHING;
        }
        var id = change.repository().id();
        return switch (change.action()) {
            case "deleted" -> state(change, RepositoryState.REMOVED);
            case "archived" -> state(change, RepositoryState.ARCHIVED);
            case "unarchived", "transferred" ->
                state(change, RepositoryState.ACTIVE)
                        .and(Followup.jobs(List.of(new SnapshotTaxonomy(id), new Reconcile(id))));
            // Renamed, made public or private: the App reaches it as before, and its name is remembered with the
            // delivery.
            default -> Followup.NOTHING;
        };
    }

    private static Followup state(RepositoryChanged change, RepositoryState state) {
        return Followup.states(List.of(new KnownRepository(change.repository(), state)), List.of());
    }
}
