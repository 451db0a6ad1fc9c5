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
     * on, and those that are there again are taken up where they were left. Returns those that are tended.
     */
    public List<Repository> refresh() {
        var installed = forge.repositories();
        database.run(transaction -> {
            for (var known : transaction.repositories().list()) {
                var isListed = installed.stream()
                        .anyMatch(one -> one.id() == known.repository().id());
                if (!isListed && known.state() == RepositoryState.ACTIVE) {
                    transaction.set(new KnownRepository(known.repository(), RepositoryState.REMOVED));
                }
            }
            for (var repository : installed) {
                transaction.set(new KnownRepository(repository, RepositoryState.ACTIVE));
            }
        });
        return list();
    }

    private boolean isTended(KnownRepository known) {
        return known.state() == RepositoryState.ACTIVE && forge.serves(known.repository());
    }
}
