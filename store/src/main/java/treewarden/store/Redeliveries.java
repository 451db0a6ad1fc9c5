package treewarden.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Deliveries that did not reach us, to be asked for again. An attempt is asked for once; where that one fails too, it is a
 * later attempt, which may be asked for in its turn.
 */
public final class Redeliveries {
    private final Session session;

    Redeliveries(Session session) {
        this.session = session;
    }

    /**
     * One to ask for.
     *
     * @param guid GitHub's name for the event
     * @param attempt its id of the attempt that failed
     * @param times how often it was asked for before
     */
    public record Wanted(String guid, long attempt, int times) {}

    /** Wants a delivery again, unless this attempt is known already. */
    public void want(String guid, long attempt, Instant attemptedAt) {
        session.handle()
                .createUpdate("""
                        insert into redelivery (guid, attempt, attempted_at, times) values (:guid, :attempt, :at, 0)
                        on conflict (guid) do update
                        set attempt = excluded.attempt, attempted_at = excluded.attempted_at, asked_at = null
                        where excluded.attempt > redelivery.attempt
                        """)
                .bind("guid", guid)
                .bind("attempt", attempt)
                .bind("at", attemptedAt.toEpochMilli())
                .execute();
    }

    /** The oldest that is still to be asked for, of those that were asked for less than so often. */
    public Optional<Wanted> next(int mostTimes) {
        return session.handle()
                .createQuery("""
                        select guid, attempt, times from redelivery where asked_at is null and times < :most
                        order by attempt limit 1
                        """)
                .bind("most", mostTimes)
                .map((row, context) -> new Wanted(row.getString("guid"), row.getLong("attempt"), row.getInt("times")))
                .findOne();
    }

    /** It was asked for, or cannot be. */
    public void asked(String guid) {
        session.handle()
                .createUpdate("update redelivery set asked_at = :now, times = times + 1 where guid = :guid")
                .bind("now", session.now())
                .bind("guid", guid)
                .execute();
    }

    /** Forgets at most {@code atMost} of attempts before; how many it were. */
    int forget(Instant before, int atMost) {
        return session.handle()
                .createUpdate("""
                        delete from redelivery where guid in (
                          select guid from redelivery where attempted_at < :before limit :limit)
                        """)
                .bind("before", before.toEpochMilli())
                .bind("limit", atMost)
                .execute();
    }
}
