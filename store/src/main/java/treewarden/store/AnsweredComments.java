package treewarden.store;

import java.time.Instant;

/** The comments whose commands were carried out: each once, whether it came by a delivery or was found by the sweep. */
public final class AnsweredComments {
    private final Session session;

    AnsweredComments(Session session) {
        this.session = session;
    }

    public boolean has(long comment) {
        return session.handle()
                        .createQuery("select count(*) from answered_comment where comment = :comment")
                        .bind("comment", comment)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** True for the one who is first; whoever gets false leaves the comment alone. */
    public boolean claim(long repository, long comment) {
        return session.handle()
                        .createUpdate("""
                                insert into answered_comment (comment, repository, answered_at)
                                values (:comment, :repository, :now) on conflict (comment) do nothing
                                """)
                        .bind("comment", comment)
                        .bind("repository", repository)
                        .bind("now", session.now())
                        .execute()
                == 1;
    }

    /** Forgets at most {@code atMost} that were answered before; how many it were. */
    int forget(Instant before, int atMost) {
        return session.handle()
                .createUpdate("""
                        delete from answered_comment where comment in (
                          select comment from answered_comment where answered_at < :before limit :limit)
                        """)
                .bind("before", before.toEpochMilli())
                .bind("limit", atMost)
                .execute();
    }
}
