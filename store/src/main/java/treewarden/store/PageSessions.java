package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import treewarden.domain.Person;

/** Who is signed in to the pages. When a session has ended is for whoever reads it to say. */
public final class PageSessions {
    private final Session session;

    PageSessions(Session session) {
        this.session = session;
    }

    public Optional<PageSession> find(String idHash) {
        return session.handle()
                .createQuery("select * from page_session where id_hash = :id")
                .bind("id", idHash)
                .map(PageSessions::row)
                .findOne();
    }

    public void add(PageSession it) {
        session.handle()
                .createUpdate("""
                        insert into page_session (id_hash, person_id, person_login, standing, asked_at, began_at, used_at)
                        values (:id, :personId, :login, :standing, :asked, :began, :used)
                        """)
                .bind("id", it.idHash())
                .bind("personId", it.person().id())
                .bind("login", Columns.text(it.person().login()))
                .bind("standing", it.standing())
                .bind("asked", it.asked().toEpochMilli())
                .bind("began", it.began().toEpochMilli())
                .bind("used", it.used().toEpochMilli())
                .execute();
    }

    /** The person was seen just now. */
    public void touch(String idHash) {
        session.handle()
                .createUpdate("update page_session set used_at = :now where id_hash = :id and used_at < :now")
                .bind("id", idHash)
                .bind("now", session.now())
                .execute();
    }

    /**
     * Takes it on to ask the code host what the person is by now: true for one of all that find the standing old at the
     * same time, who then calls {@link #stands}.
     */
    public boolean claimQuestion(PageSession found) {
        return session.handle()
                        .createUpdate(
                                "update page_session set asked_at = :now where id_hash = :id and asked_at = :asked")
                        .bind("id", found.idHash())
                        .bind("asked", found.asked().toEpochMilli())
                        .bind("now", session.now())
                        .execute()
                == 1;
    }

    /** What the code host said just now. */
    public void stands(String idHash, String standing) {
        session.handle()
                .createUpdate("update page_session set standing = :standing, asked_at = :now where id_hash = :id")
                .bind("id", idHash)
                .bind("standing", standing)
                .bind("now", session.now())
                .execute();
    }

    public void remove(String idHash) {
        session.handle()
                .createUpdate("delete from page_session where id_hash = :id")
                .bind("id", idHash)
                .execute();
    }

    /** Forgets at most {@code atMost} that began before; how many it were. */
    int forget(Instant before, int atMost) {
        return session.handle()
                .createUpdate("""
                        delete from page_session where id_hash in (
                          select id_hash from page_session where began_at < :before limit :limit)
                        """)
                .bind("before", before.toEpochMilli())
                .bind("limit", atMost)
                .execute();
    }

    private static PageSession row(ResultSet row, StatementContext context) throws SQLException {
        return new PageSession(
                row.getString("id_hash"),
                new Person(row.getLong("person_id"), row.getString("person_login")),
                row.getString("standing"),
                Columns.instant(row, "asked_at"),
                Columns.instant(row, "began_at"),
                Columns.instant(row, "used_at"));
    }
}
