package treewarden.store;

import java.time.Duration;
import java.time.Instant;

/** How many commands somebody gave lately, whatever came of them, and whether they were told that these are too many. */
public final class CommandsGiven {
    /** The time in which they are counted; what is older is forgotten. */
    public static final Duration WITHIN = Duration.ofHours(1);

    private final Session session;

    CommandsGiven(Session session) {
        this.session = session;
    }

    /** How many commands a person gave in the hour before. */
    public int by(long person, Instant now) {
        return count("told = 0", person, now);
    }

    /** Whether they were told in the hour before. */
    public boolean isTold(long person, Instant now) {
        return count("told = 1", person, now) > 0;
    }

    /** They gave so many. */
    public void add(long person, int commands, Instant now) {
        for (int i = 0; i < commands; i++) {
            insert(person, 0, now);
        }
        session.handle()
                .createUpdate("delete from command_given where at <= :before")
                .bind("before", now.minus(WITHIN).toEpochMilli())
                .execute();
    }

    /** They were told that these are too many. */
    public void told(long person, Instant now) {
        insert(person, 1, now);
    }

    private void insert(long person, int told, Instant now) {
        session.handle()
                .createUpdate("insert into command_given (person, at, told) values (:person, :at, :told)")
                .bind("person", person)
                .bind("at", now.toEpochMilli())
                .bind("told", told)
                .execute();
    }

    private int count(String which, long person, Instant now) {
        return session.handle()
                .createQuery("select count(*) from command_given where person = :person and at > :after and " + which)
                .bind("person", person)
                .bind("after", now.minus(WITHIN).toEpochMilli())
                .mapTo(Integer.class)
                .one();
    }
}
