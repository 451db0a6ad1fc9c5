package treewarden.bot;

import java.util.List;
import java.util.Optional;
import treewarden.domain.Repository;
import treewarden.forge.Forge;
import treewarden.store.Database;
import treewarden.store.KnownRepository;
import treewarden.store.RepositoryState;

/**
 * The repositories that are tended: those that the App is installed on and the operator allows. They are known by id, so
 * that one that was renamed or moved stays the same.
 */
public final class Repositories {
    private final Database database;
    private final Forge forge;

    public Repositories(Database database, Forge forge) {
        this.database = database;
        this.forge = forge;
    }

    /** The repository, where work may be done in it. */
    public Optional<Repository> find(long id) {
        return database.read(tables -> tables.repositories().find(id))
                .filter(this::isTended)
                .map(KnownRepository::repository);
    }

    /** All of them. */
    public List<Repository> list() {
        return database.read(tables -> tables.repositories().list()).stream()
                .filter(this::isTended)
                .map(KnownRepository::repository)
                .toList();
    }

    /**
     * Asks the code host which there are, and remembers them; those that are no longer among them are left alone from now
     * on. Returns those that are tended.
     */
    public List<Repository> refresh() {
        var installed = forge.repositories();
        database.run(transaction -> {
            for (var known : transaction.repositories().list()) {
                if (installed.stream()
                        .noneMatch(one -> one.id() == known.repository().id())) {
                    transaction.repositories().set(known.repository().id(), RepositoryState.REMOVED);
                }
            }
            for (var repository : installed) {
                transaction.repositories().remember(repository);
                transaction.repositories().set(repository.id(), RepositoryState.ACTIVE);
            }
        });
        return list();
    }

    private boolean isTended(KnownRepository known) {
        return known.state() == RepositoryState.ACTIVE && forge.serves(known.repository());
    }
}
