package treewarden.bot.handle;

import java.util.List;
import java.util.stream.Stream;
import treewarden.domain.JobPayload;
import treewarden.domain.JobPayload.Reconcile;
import treewarden.domain.JobPayload.SnapshotTaxonomy;
import treewarden.domain.Repository;
import treewarden.forge.Event;
import treewarden.forge.Event.InstallationChanged;
import treewarden.forge.Forge;
import treewarden.store.Database;
import treewarden.store.KnownRepository;
import treewarden.store.RepositoryState;

/**
 * The App came to repositories or left them. A repository that is new is read once: its leaves, and the pull requests that
 * are open already. One from which the App is gone, for good or for a while, is left alone.
 */
final class FollowInstallation implements EventHandler {
    private final Forge forge;
    private final Database database;

    FollowInstallation(Forge forge, Database database) {
        this.forge = forge;
        this.database = database;
    }

    @Override
    public Followup to(Event event) {
        if (!(event instanceof InstallationChanged change)) {
            return Followup.NOTHING;
        }
        return switch (change.action()) {
            case "deleted" -> Followup.states(known(change, RepositoryState.REMOVED), List.of());
            case "suspend" -> Followup.states(known(change, RepositoryState.SUSPENDED), List.of());
            case "unsuspend" -> welcome(known(change, RepositoryState.ACTIVE));
            default ->
                welcome(in(change.added(), RepositoryState.ACTIVE))
                        .and(Followup.states(in(change.removed(), RepositoryState.REMOVED), List.of()));
        };
    }

    private Followup welcome(List<KnownRepository> repositories) {
        var jobs = repositories.stream()
                .map(known -> known.repository().id())
                .flatMap(id -> Stream.<JobPayload>of(new SnapshotTaxonomy(id), new Reconcile(id)))
                .toList();
        return Followup.states(repositories, jobs);
    }

    private List<KnownRepository> in(List<Repository> repositories, RepositoryState state) {
        return repositories.stream()
                .filter(forge::serves)
                .map(repository -> new KnownRepository(repository, state))
                .toList();
    }

    /** All that we know of the installation: the event lists them only sometimes. */
    private List<KnownRepository> known(InstallationChanged change, RepositoryState state) {
        return database.read(tables -> tables.repositories().list()).stream()
                .map(KnownRepository::repository)
                .filter(repository -> repository.installation() == change.installation())
                .map(repository -> new KnownRepository(repository, state))
                .toList();
    }
}
