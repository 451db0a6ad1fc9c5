package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;

/** What each person was answered last on a page about a contribution. */
public final class PageReplies {
    /** The time in which somebody is told; what is older is forgotten. */
    public static final Duration WITHIN = Duration.ofMinutes(5);

    private final Session session;

    PageReplies(Session session) {
        this.session = session;
    }

    /** What this person was answered lately. */
    public Optional<PageReply> find(ContributionId contribution, long person) {
        return session.handle()
                .createQuery("""
                        select * from page_reply
                        where repository = :repository and number = :number and by_id = :by and at > :after
                        """)
                .bind("by", person)
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .bind("after", oldest())
                .map(PageReplies::row)
                .findOne();
    }

    /** Keeps this one, in the place of an earlier one, and forgets what is too old to be told. */
    public void keep(PageReply reply) {
        session.handle()
                .createUpdate("delete from page_reply where at <= :before")
                .bind("before", oldest())
                .execute();
        session.handle()
                .createUpdate("""
                        insert into page_reply (repository, number, by_id, command, reply, state_before, version, at)
                        values (:repository, :number, :by, :command, :reply, :before, :version, :at)
                        on conflict (repository, number, by_id) do update set command = excluded.command,
                          reply = excluded.reply, state_before = excluded.state_before, version = excluded.version,
                          at = excluded.at
                        """)
                .bind("by", reply.by())
                .bind("repository", reply.contribution().repository())
                .bind("number", reply.contribution().number())
                .bind("command", Columns.text(reply.command()))
                .bind("reply", Columns.text(reply.reply()))
                .bind("before", reply.before().slug())
                .bind("version", reply.version())
                .bind("at", reply.at().toEpochMilli())
                .execute();
    }

    private long oldest() {
        return session.now() - WITHIN.toMillis();
    }

    private static PageReply row(ResultSet row, StatementContext context) throws SQLException {
        return new PageReply(
                new ContributionId(row.getLong("repository"), row.getInt("number")),
                row.getLong("by_id"),
                row.getString("command"),
                row.getString("reply"),
                ContributionState.ofSlug(row.getString("state_before")),
                row.getLong("version"),
                Columns.instant(row, "at"));
    }
}
