package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import treewarden.domain.Repository;

/** The repositories in which we were installed. They are known by id: owner and name are what they were last called. */
public final class Repositories {
    private final Session session;

    Repositories(Session session) {
        this.session = session;
    }

    public Optional<KnownRepository> find(long id) {
        return session.handle()
                .createQuery("select * from repository where id = :id")
                .bind("id", id)
                .map(Repositories::row)
                .findOne();
    }

    /** The one with this full name, {@code owner/name}. */
    public Optional<KnownRepository> named(String fullName) {
        return list().stream()
                .filter(known -> known.repository().fullName().equalsIgnoreCase(fullName))
                .findFirst();
    }

    /** All of them, by owner and name. */
    public List<KnownRepository> list() {
        return session.handle()
                .createQuery("select * from repository order by owner, name, id")
                .map(Repositories::row)
                .list();
    }

    /** Remembers the repository as it is now called and reached; a new one is {@link RepositoryState#ACTIVE}. */
    public void remember(Repository repository) {
        session.handle()
                .createUpdate("""
                        insert into repository (id, owner, name, installation, state)
                        values (:id, :owner, :name, :installation, :state)
                        on conflict (id) do update
                        set owner = excluded.owner, name = excluded.name, installation = excluded.installation
                        where repository.owner <> excluded.owner or repository.name <> excluded.name
                          or repository.installation <> excluded.installation
                        """)
                .bind("id", repository.id())
                .bind("owner", Columns.text(repository.owner()))
                .bind("name", Columns.text(repository.name()))
                .bind("installation", repository.installation())
                .bind("state", RepositoryState.ACTIVE.name())
                .execute();
    }

    /** Sets the state of one repository. */
    public void set(long id, RepositoryState state) {
        session.handle()
                .createUpdate("update repository set state = :state where id = :id")
                .bind("state", state.name())
                .bind("id", id)
                .execute();
    }

    /** Sets the state of all repositories of an installation. */
    public void setAll(long installation, RepositoryState state) {
        session.handle()
                .createUpdate("update repository set state = :state where installation = :installation")
                .bind("state", state.name())
                .bind("installation", installation)
                .execute();
    }

    private static KnownRepository row(ResultSet row, StatementContext context) throws SQLException {
        return new KnownRepository(
                new Repository(
                        row.getLong("id"), row.getString("owner"), row.getString("name"), row.getLong("installation")),
                RepositoryState.valueOf(row.getString("state")));
    }
}
