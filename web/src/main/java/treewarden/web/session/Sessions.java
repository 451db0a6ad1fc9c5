package treewarden.web.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import treewarden.domain.Person;
import treewarden.store.AuditEvent;
import treewarden.store.Database;
import treewarden.store.PageSession;
import treewarden.store.StoreUnavailable;
import treewarden.web.session.UnwrittenStandings.Said;

/** Who is signed in, until when, and as what. Safe for many threads and, by the store, for many processes. */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** Not every look at a page is written down. */
    private static final Duration TOUCH = Duration.ofMinutes(1);

    private final Database database;
    private final Clock clock;
    private final Access access;
    private final SignIn signIn;
    private final UnwrittenStandings unwritten = new UnwrittenStandings();

    /** When somebody was last seen in vain: where the database is held, each try waits for it, and a look at a page with it. */
    private volatile Instant untouched = Instant.EPOCH;

    Sessions(Database database, Clock clock, Access access, SignIn signIn) {
        this.database = database;
        this.clock = clock;
        this.access = access;
        this.signIn = signIn;
    }

    /** Somebody who is signed in. */
    record Held(Person person, Standing standing) {}

    /** Signs somebody in under an id that nobody had before; whatever this browser had ends with it. */
    String begin(Person person, Standing standing, @Nullable String before) {
        var id = Tokens.random();
        var now = clock.instant();
        var session = new PageSession(Tokens.fingerprint(id), person, word(standing), now, now, now);
        database.run(transaction -> {
            if (before != null) {
                transaction.pageSessions().remove(Tokens.fingerprint(before));
            }
            transaction.pageSessions().add(session);
            transaction.audit(AuditEvent.of(name(person), "sign-in", "signed in to the pages as " + word(standing)));
        });
        return id;
    }

    /** Who this is; empty where they are not signed in, or not any more. */
    Optional<Held> find(String id) {
        var now = clock.instant();
        var found = database.read(tables -> tables.pageSessions().find(Tokens.fingerprint(id)));
        if (found.isEmpty() || hasEnded(found.get(), now)) {
            return Optional.empty();
        }
        var session = found.get();
        if (session.used().plus(TOUCH).isBefore(now) && untouched.plus(TOUCH).isBefore(now)) {
            touch(session, now);
        }
        return Optional.of(new Held(session.person(), standing(session, now)));
    }

    void end(String id) {
        database.run(transaction -> {
            var hash = Tokens.fingerprint(id);
            transaction
                    .pageSessions()
                    .find(hash)
                    .ifPresent(it ->
                            transaction.audit(AuditEvent.of(name(it.person()), "sign-out", "signed out of the pages")));
            transaction.pageSessions().remove(hash);
        });
    }

    private boolean hasEnded(PageSession session, Instant now) {
        return !session.used().plus(access.idle()).isAfter(now)
                || !session.began().plus(access.absolute()).isAfter(now);
    }

    /** A database that takes no writes ends no session before its time is up. */
    private void touch(PageSession session, Instant now) {
        try {
            database.run(transaction -> transaction.pageSessions().touch(session.idHash()));
        } catch (StoreUnavailable e) {
            untouched = now;
            LOG.warn("That {} was seen could not be written down", name(session.person()), e);
        }
    }

    private Standing standing(PageSession session, Instant now) {
        var stored = new Said(Standing.valueOf(session.standing().toUpperCase(Locale.ROOT)), session.asked());
        var known = unwritten.orStored(session.idHash(), stored);
        return known.holds(now) ? known.standing() : askAgain(session, known, now);
    }

    /** One of those who find it old asks; the others go on meanwhile with what is known. */
    private Standing askAgain(PageSession session, Said known, Instant now) {
        if (!claimsQuestion(session, known, now)) {
            return known.standing();
        }
        var said = signIn.standing(session.person());
        keep(session, said);
        return said;
    }

    /** A database that takes no writes keeps nobody from being asked about. */
    private boolean claimsQuestion(PageSession session, Said known, Instant now) {
        try {
            return database.write(transaction -> transaction.pageSessions().claimQuestion(session));
        } catch (StoreUnavailable e) {
            LOG.warn("That {} is asked about could not be written down", name(session.person()), e);
            return unwritten.claimQuestion(session.idHash(), known, now);
        }
    }

    private void keep(PageSession session, Standing said) {
        try {
            database.run(transaction -> transaction.pageSessions().stands(session.idHash(), word(said)));
            unwritten.forget(session.idHash());
        } catch (StoreUnavailable e) {
            LOG.warn("What {} may do could not be written down", name(session.person()), e);
            unwritten.keep(session.idHash(), new Said(said, clock.instant()));
        }
    }

    /** What somebody is at this moment; their pages know it from then on. */
    Standing askNow(Person person, @Nullable String id) {
        var now = signIn.standing(person);
        if (id != null && now != Standing.UNKNOWN) {
            database.run(transaction -> transaction.pageSessions().stands(Tokens.fingerprint(id), word(now)));
        }
        return now;
    }

    private static String word(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }

    private static String name(Person person) {
        return person.login() + " (" + person.id() + ")";
    }
}
