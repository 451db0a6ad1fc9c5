package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Person;
import treewarden.domain.Reason;

/** What may be taken back: of each contribution the latest decision of a person on the page. */
public final class UndoOffers {
    /** What a decision wants told waits so much longer than its undo, so that none is told while it is taken back. */
    public static final Duration GRACE = Duration.ofSeconds(2);

    private final Session session;

    UndoOffers(Session session) {
        this.session = session;
    }

    public Optional<UndoOffer> find(ContributionId contribution) {
        return session.handle()
                .createQuery("select * from undo_offer where repository = :repository and number = :number")
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .map(UndoOffers::row)
                .findOne();
    }

    /** Whether the code host was told anything of the contribution since then, or may have been. */
    public boolean isAnythingTold(UndoOffer offer) {
        return session.handle()
                        .createQuery("""
                        select count(*) from outbox
                        where repository = :repository and number = :number and created_at >= :since
                          and (tried = 1 or state = 'delivered')
                        """)
                        .bind("repository", offer.contribution().repository())
                        .bind("number", offer.contribution().number())
                        .bind("since", offer.decidedAt().toEpochMilli())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** Offers this one, in the place of an earlier one. */
    public void offer(UndoOffer offer) {
        withdraw(offer.contribution());
        var reason = offer.reason();
        session.handle()
                .createUpdate("""
                        insert into undo_offer (repository, number, by_id, version, state, state_since, reason,
                          reason_by_id, reason_by_login, decided_at, open_until)
                        values (:repository, :number, :by, :version, :state, :since, :reason, :reasonById,
                          :reasonByLogin, :decidedAt, :until)
                        """)
                .bind("repository", offer.contribution().repository())
                .bind("number", offer.contribution().number())
                .bind("by", offer.by())
                .bind("version", offer.version())
                .bind("state", offer.state().slug())
                .bind("since", offer.stateSince().toEpochMilli())
                .bind("reason", reason == null ? null : Columns.text(reason.words()))
                .bind("reasonById", reason == null ? null : (Long) reason.by().id())
                .bind(
                        "reasonByLogin",
                        reason == null ? null : Columns.text(reason.by().login()))
                .bind("decidedAt", offer.decidedAt().toEpochMilli())
                .bind("until", offer.until().toEpochMilli())
                .execute();
    }

    /** Nothing can be taken back any more. */
    public void withdraw(ContributionId contribution) {
        session.handle()
                .createUpdate("delete from undo_offer where repository = :repository and number = :number")
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .execute();
    }

    /** What the decision wanted told and still waits is never told. */
    public void dropEffects(UndoOffer offer) {
        session.handle()
                .createUpdate("""
                        update outbox set state = 'superseded', ended_at = :now, last_error = 'taken back'
                        where repository = :repository and number = :number and created_at >= :since
                          and state = 'waiting' and not_before = :held
                        """)
                .bind("now", session.now())
                .bind("repository", offer.contribution().repository())
                .bind("number", offer.contribution().number())
                .bind("since", offer.decidedAt().toEpochMilli())
                .bind("held", offer.until().plus(GRACE).toEpochMilli())
                .execute();
    }

    private static UndoOffer row(ResultSet row, StatementContext context) throws SQLException {
        return new UndoOffer(
                new ContributionId(row.getLong("repository"), row.getInt("number")),
                row.getLong("by_id"),
                row.getLong("version"),
                ContributionState.ofSlug(row.getString("state")),
                Columns.instant(row, "state_since"),
                reason(row),
                Columns.instant(row, "decided_at"),
                Columns.instant(row, "open_until"));
    }

    private static @Nullable Reason reason(ResultSet row) throws SQLException {
        long by = row.getLong("reason_by_id");
        return row.wasNull()
                ? null
                : new Reason(row.getString("reason"), new Person(by, row.getString("reason_by_login")));
    }
}
