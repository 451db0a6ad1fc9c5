package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import treewarden.domain.ContributionId;
import treewarden.domain.Digest;

/** Who did what, when and why: append-only, each row chained to the one before it by its hash. */
public final class Audit {
    private static final String SELECT = "select * from audit ";
    private final Session session;

    Audit(Session session) {
        this.session = session;
    }

    /** What happened to a contribution, the earliest first. */
    public List<AuditEntry> timeline(ContributionId contribution) {
        return session.handle()
                .createQuery(SELECT + "where repository = :repository and contribution = :contribution order by number")
                .bind("repository", contribution.repository())
                .bind("contribution", contribution.number())
                .map(Audit::row)
                .list();
    }

    /** The number of the latest row; 0 before there is any. */
    public long latest() {
        return head().number();
    }

    /** Rows after this number in order, at most this many. */
    public List<AuditEntry> after(long number, int atMost) {
        return after(AuditFilter.ALL, number, atMost);
    }

    /** Those that the filter asks for after the row of this number, the earliest first, at most this many. */
    public List<AuditEntry> after(AuditFilter filter, long number, int atMost) {
        return new FindInAudit(session, filter).after(number, atMost);
    }

    /** Those that the filter asks for before the row of this number, the latest first, at most this many. */
    public List<AuditEntry> before(AuditFilter filter, long number, int atMost) {
        return new FindInAudit(session, filter).before(number, atMost);
    }

    /** Every action that was ever written, in the order of the alphabet. */
    public List<String> actions() {
        return FindInAudit.distinct(session, "action");
    }

    /** Reads the whole chain and says whether it is as it was written. */
    public AuditVerdict verify() {
        try (var rows = session.handle()
                .createQuery(SELECT + "order by number")
                .setFetchSize(1_000)
                .map(Audit::row)
                .iterator()) {
            return verify(rows);
        }
    }

    private AuditVerdict verify(Iterator<AuditEntry> rows) {
        long number = 0;
        var hash = AuditEntry.BEGINNING;
        var written = head();
        while (rows.hasNext()) {
            var row = rows.next();
            number++;
            if (number > written.number()) {
                return new AuditVerdict.Broken(
                        number, "Row " + number + " was added behind the end: there were " + written.number() + ".");
            }
            if (row.number() != number) {
                return new AuditVerdict.Broken(number, "Row " + number + " is missing.");
            }
            if (!row.previous().equals(hash)) {
                return new AuditVerdict.Broken(number, "Row " + number + " does not follow the row before it.");
            }
            if (!row.isIntact()) {
                return new AuditVerdict.Broken(number, "Row " + number + " was changed after it was written.");
            }
            hash = row.hash();
        }
        if (number < written.number()) {
            return new AuditVerdict.Broken(
                    number + 1, "Rows after " + number + " are missing: there were " + written.number() + ".");
        }
        if (!written.hash().equals(hash)) {
            return new AuditVerdict.Broken(number, "Row " + number + " is not the one that was written last.");
        }
        return new AuditVerdict.Intact(number, hash);
    }

    /**
     * Appends rows. It locks the end of the chain until the transaction ends, so a transaction appends as the last thing
     * it does.
     *
     * @param origin from where a person acted; null for what Treewarden does by itself
     */
    void append(List<AuditEvent> events, @Nullable String origin) {
        var head = lockedHead();
        var batch = session.handle().prepareBatch("""
                        insert into audit (number, at, actor, action, repository, contribution, head, state_before,
                          state_after, why, origin, previous, hash)
                        values (:number, :at, :by, :action, :repository, :contribution, :head, :before, :after, :why,
                          :origin, :previous, :hash)
                        """);
        for (var event : events) {
            var entry = AuditEntry.following(head, Instant.ofEpochMilli(session.now()), event, origin);
            var contribution = event.contribution();
            batch.bind("number", entry.number())
                    .bind("at", entry.at().toEpochMilli())
                    .bind("by", event.by())
                    .bind("action", event.action())
                    .bind("repository", contribution == null ? null : contribution.repository())
                    .bind("contribution", contribution == null ? null : contribution.number())
                    .bind("head", event.head())
                    .bind("before", event.before())
                    .bind("after", event.after())
                    .bind("why", event.why())
                    .bind("origin", entry.origin())
                    .bind("previous", entry.previous().hex())
                    .bind("hash", entry.hash().hex())
                    .add();
            head = new AuditEntry.Last(entry.number(), entry.hash());
        }
        batch.execute();
        session.handle()
                .createUpdate("update audit_head set number = :number, hash = :hash where one = 1")
                .bind("number", head.number())
                .bind("hash", head.hash().hex())
                .execute();
    }

    private AuditEntry.Last lockedHead() {
        // An update that changes nothing locks the row in either database.
        touch();
        return head();
    }

    /** Writes without changing anything. */
    void touch() {
        session.handle()
                .createUpdate("update audit_head set one = 1 where one = 1")
                .execute();
    }

    private AuditEntry.Last head() {
        return session.handle()
                .createQuery("select number, hash from audit_head where one = 1")
                .map((row, context) -> new AuditEntry.Last(row.getLong("number"), new Digest(row.getString("hash"))))
                .one();
    }

    static AuditEntry row(ResultSet row, StatementContext context) throws SQLException {
        return new AuditEntry(
                row.getLong("number"),
                Columns.instant(row, "at"),
                new AuditEvent(
                        row.getString("actor"),
                        row.getString("action"),
                        contribution(row),
                        row.getString("head"),
                        row.getString("state_before"),
                        row.getString("state_after"),
                        row.getString("why")),
                row.getString("origin"),
                new Digest(row.getString("previous")),
                new Digest(row.getString("hash")));
    }

    private static @Nullable ContributionId contribution(ResultSet row) throws SQLException {
        var number = Columns.intOrNull(row, "contribution");
        return number == null ? null : new ContributionId(row.getLong("repository"), number);
    }
}
