package treewarden.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import treewarden.domain.JobKind;

/**
 * How many tokens of a teacher were taken, by account: a contribution, a contributor's month. Taken before they are
 * used; what was not used is given back.
 */
public final class TokenAccounts {
    /** An account that nobody touched for so long is of something that is over. */
    static final Duration KEPT = Duration.ofDays(400);

    private final Session session;

    TokenAccounts(Session session) {
        this.session = session;
    }

    /** How many tokens the account has taken and not given back. */
    public long taken(String account) {
        return session.handle()
                .createQuery("select taken from token_account where account = :account")
                .bind("account", Columns.text(account))
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** The account of all that jobs of a kind took of the teacher on a day (UTC). */
    public static String ofDay(JobKind kind, LocalDate day) {
        return "day " + day + " " + kind.slug();
    }

    /** What jobs of these kinds took of the teacher on these days; a day and kind without any is not there. */
    public Map<String, Long> takenOn(List<LocalDate> days, Set<JobKind> kinds) {
        var accounts = days.stream()
                .flatMap(day -> kinds.stream().map(kind -> ofDay(kind, day)))
                .toList();
        var taken = new HashMap<String, Long>();
        if (!accounts.isEmpty()) {
            session.handle()
                    .createQuery("select account, taken from token_account where taken > 0 and account in (<accounts>)")
                    .bindList("accounts", accounts)
                    .map((row, context) -> Map.entry(row.getString("account"), row.getLong("taken")))
                    .forEach(entry -> taken.put(entry.getKey(), entry.getValue()));
        }
        return taken;
    }

    /** Takes as many of the wanted tokens as the limit leaves, and returns how many: from 0 to {@code wanted}. */
    public long take(String account, long wanted, long limit, Instant now) {
        // Writes first, so that of two at once the second waits here and then sees what the first has taken.
        session.handle()
                .createUpdate("""
                        insert into token_account (account, taken, changed) values (:account, 0, :now)
                        on conflict (account) do update set changed = excluded.changed
                        """)
                .bind("account", Columns.text(account))
                .bind("now", now.toEpochMilli())
                .execute();
        long granted = Math.max(0, Math.min(wanted, limit - taken(account)));
        change(account, granted);
        return granted;
    }

    /** Gives back what was taken and not used. */
    public void giveBack(String account, long unused) {
        change(account, -unused);
    }

    private void change(String account, long by) {
        session.handle()
                .createUpdate("update token_account set taken = taken + :by where account = :account")
                .bind("by", by)
                .bind("account", Columns.text(account))
                .execute();
    }

    /** Forgets accounts that nobody touched since, at most so many; returns how many. */
    int forget(Instant before, int atMost) {
        return session.handle()
                .createUpdate("""
                        delete from token_account where account in
                          (select account from token_account where changed < :before order by changed limit :most)
                        """)
                .bind("before", before.toEpochMilli())
                .bind("most", atMost)
                .execute();
    }
}
