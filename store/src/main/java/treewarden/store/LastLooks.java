package treewarden.store;

import java.time.Instant;
import java.util.Optional;

/** When the code host was last asked for what may have been missed. */
public final class LastLooks {
    private final Session session;

    LastLooks(Session session) {
        this.session = session;
    }

    /** Empty where nobody has looked yet. */
    public Optional<Instant> find(String what) {
        return session.handle()
                .createQuery("select at from last_look where what = :what")
                .bind("what", what)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    public void remember(String what, Instant at) {
        session.handle()
                .createUpdate("""
                        insert into last_look (what, at) values (:what, :at)
                        on conflict (what) do update set at = excluded.at
                        """)
                .bind("what", what)
                .bind("at", at.toEpochMilli())
                .execute();
    }
}
