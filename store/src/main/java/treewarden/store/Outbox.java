package treewarden.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.ContributionId;
import treewarden.domain.Effect;

/**
 * The effects that decisions want, from the decision until the code host shows them. Of several on the same target only
 * the latest waits.
 */
public final class Outbox {
    private static final String REFUSED = """
            from outbox o where o.repository = :repository and o.number = :number and o.state = 'refused'
              and not exists (select 1 from outbox later where later.target = o.target and later.id > o.id)
            """;

    private final Session session;

    Outbox(Session session) {
        this.session = session;
    }

    /** The next effects of an installation that are due, in the order in which they were decided. */
    public List<WaitingEffect> waiting(long installation, int atMost) {
        return session.handle()
                .createQuery("""
                        select id, installation, effect, attempts, tried, created_at from outbox
                        where installation = :installation and state = 'waiting' and not_before <= :now
                        order by id limit :limit
                        """)
                .bind("installation", installation)
                .bind("now", session.now())
                .bind("limit", atMost)
                .map((row, context) -> new WaitingEffect(
                        row.getLong("id"),
                        row.getLong("installation"),
                        Json.read(row.getString("effect"), Effect.class),
                        row.getInt("attempts"),
                        row.getInt("tried") == 1,
                        Columns.instant(row, "created_at")))
                .list();
    }

    /** When the next of those is due that were put off; empty where none waits. */
    public Optional<Instant> nextDue(long installation) {
        return session.handle()
                .createQuery("""
                        select not_before from outbox
                        where installation = :installation and state = 'waiting' order by not_before limit 1
                        """)
                .bind("installation", installation)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /** Whether this effect is still the latest on its target and not yet carried out. */
    public boolean isWaiting(long id) {
        return session.handle()
                        .createQuery("select count(*) from outbox where id = :id and state = 'waiting'")
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** How many wait for one contribution. */
    public int waitingFor(ContributionId contribution) {
        return session.handle()
                .createQuery("""
                        select count(*) from outbox
                        where state = 'waiting' and repository = :repository and number = :number
                        """)
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .mapTo(Integer.class)
                .one();
    }

    /** The latest effect on a target of a contribution; empty where there was none within 30 days. */
    public Optional<LastEffect> latest(ContributionId contribution, String target) {
        return session.handle()
                .createQuery("""
                        select effect, state, created_at, ended_at, last_error from outbox
                        where repository = :repository and number = :number and target = :target
                          and state <> 'superseded'
                        order by created_at desc, id desc limit 1
                        """)
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .bind("target", target)
                .map((row, context) -> new LastEffect(
                        Json.read(row.getString("effect"), Effect.class),
                        LastEffect.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                        Objects.requireNonNullElse(
                                Columns.instantOrNull(row, "ended_at"), Columns.instant(row, "created_at")),
                        row.getString("last_error")))
                .findOne();
    }

    /** The targets of a contribution whose latest effect was refused. */
    public List<String> refusedFor(ContributionId contribution) {
        return session.handle()
                .createQuery("select target " + REFUSED + " order by id")
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .mapTo(String.class)
                .list();
    }

    /** Why the latest effect on a target was refused, for the operator; empty where it was not. */
    public Optional<String> whyRefused(String target) {
        return session.handle()
                .createQuery("select last_error from outbox where state = 'refused' and last_error is not null and id ="
                        + " (select max(id) from outbox where target = :target)")
                .bind("target", target)
                .mapTo(String.class)
                .findOne();
    }

    /** Those of a contribution wait again, as if they had never been tried. The caller queues who carries them out. */
    void retryRefused(ContributionId contribution) {
        session.handle()
                .createUpdate("""
                        update outbox set state = 'waiting', attempts = 0, not_before = 0, ended_at = null
                        where id in (select id %s)
                        """.formatted(REFUSED))
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .execute();
    }

    /** How many wait in all. */
    public int waiting() {
        return session.handle()
                .createQuery("select count(*) from outbox where state = 'waiting'")
                .mapTo(Integer.class)
                .one();
    }

    /** A write for this effect is about to be sent: from now on nobody knows whether it is there without looking. */
    public void tried(long id) {
        session.handle()
                .createUpdate("update outbox set tried = 1 where id = :id")
                .bind("id", id)
                .execute();
    }

    /** Whether a write for an effect on this target may have been sent, as far as effects are remembered. */
    public boolean wasTried(String target) {
        return session.handle()
                        .createQuery("select count(*) from outbox where target = :target and tried = 1")
                        .bind("target", target)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** It waits until its repository is tended again, for this reason; nobody tries it meanwhile. */
    public void park(long id, String why) {
        end(id, "parked", why);
    }

    /** How many are parked in all. */
    public int parked() {
        return session.handle()
                .createQuery("select count(*) from outbox where state = 'parked'")
                .mapTo(Integer.class)
                .one();
    }

    /** What was parked of a repository waits again, to be shown by the installation that reaches it now; how many. */
    int takeUp(long repository, long installation) {
        return session.handle()
                .createUpdate("""
                        update outbox set state = 'waiting', ended_at = null, installation = :installation,
                          not_before = :now
                        where repository = :repository and state = 'parked'
                        """)
                .bind("installation", installation)
                .bind("now", session.now())
                .bind("repository", repository)
                .execute();
    }

    /** The code host shows it. */
    public void delivered(long id) {
        end(id, "delivered", null);
    }

    /** It will never be carried out, for this reason. */
    public void refused(long id, String why) {
        end(id, "refused", why);
    }

    /** It could not be carried out for now: it is due again at that time, and the others need not wait for it. */
    public void putOff(long id, Instant notBefore, String why) {
        session.handle()
                .createUpdate("""
                        update outbox set attempts = attempts + 1, not_before = :notBefore, last_error = :why
                        where id = :id and state = 'waiting'
                        """)
                .bind("notBefore", notBefore.toEpochMilli())
                .bind("why", Columns.text(why))
                .bind("id", id)
                .execute();
    }

    /**
     * Adds effects at the end; each takes the place of those that wait for the same target.
     *
     * @param notBefore when they are due
     */
    void add(long installation, List<Effect> effects, Instant notBefore) {
        var ids = session.engine().nextIds(session.handle(), "outbox", effects.size());
        for (int i = 0; i < effects.size(); i++) {
            supersede(effects.get(i));
            insert(ids.get(i), installation, effects.get(i), notBefore);
        }
    }

    private void supersede(Effect effect) {
        session.handle()
                .createUpdate("""
                        update outbox set state = 'superseded', ended_at = :now
                        where target = :target and state in ('waiting', 'parked')
                        """)
                .bind("now", session.now())
                .bind("target", effect.target())
                .execute();
    }

    private void insert(long id, long installation, Effect effect, Instant notBefore) {
        session.handle()
                .createUpdate("""
                        insert into outbox (id, installation, repository, number, target, effect, state, attempts,
                          created_at, not_before)
                        values (:id, :installation, :repository, :number, :target, :effect, 'waiting', 0, :now,
                          :notBefore)
                        """)
                .bind("notBefore", notBefore.toEpochMilli())
                .bind("id", id)
                .bind("installation", installation)
                .bind("repository", effect.contribution().repository())
                .bind("number", effect.contribution().number())
                .bind("target", effect.target())
                .bind("effect", Json.write(effect, Effect.class))
                .bind("now", session.now())
                .execute();
    }

    private void end(long id, String state, @Nullable String why) {
        session.handle()
                .createUpdate("""
                        update outbox set state = :state, ended_at = :now, last_error = coalesce(:why, last_error)
                        where id = :id and state = 'waiting'
                        """)
                .bind("state", state)
                .bind("now", session.now())
                .bind("why", Columns.textOrNull(why))
                .bind("id", id)
                .execute();
    }

    /** Forgets at most {@code atMost} effects that ended before; how many it were. */
    int forget(Instant before, int atMost) {
        return session.handle()
                .createUpdate("""
                        delete from outbox where id in (
                          select id from outbox where ended_at < :before order by ended_at limit :limit)
                        """)
                .bind("before", before.toEpochMilli())
                .bind("limit", atMost)
                .execute();
    }
}
