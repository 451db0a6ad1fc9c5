package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Approval;
import treewarden.domain.ApprovedContent;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.Person;

/**
 * Approvals, with those that do not stand any more. They are given by {@link Transaction#apply} alone, which also voids
 * those that the contribution's new head or state does away with.
 */
public final class Approvals {
    private final Session session;

    Approvals(Session session) {
        this.session = session;
    }

    /** All that were ever given, the earliest first. */
    public List<Approval> all(ContributionId contribution) {
        return list(contribution, "");
    }

    /** Those that stand, one for each approver, the earliest first. */
    public List<Approval> standing(ContributionId contribution) {
        return list(contribution, " and voided_at is null");
    }

    /** Notes why the code host did not merge what was approved; null where that is over. */
    public void trouble(ContributionId contribution, @Nullable String why) {
        session.handle()
                .createUpdate("""
                        update approval set trouble = :why
                        where repository = :repository and number = :number and voided_at is null
                        """)
                .bind("why", Columns.textOrNull(why))
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .execute();
    }

    /** Voids those that stand and for which there is a reason; the ones that were. */
    List<Approval> voidWhere(ContributionId contribution, Function<Approval, Optional<String>> reason) {
        var voided = new ArrayList<Approval>();
        for (var approval : standing(contribution)) {
            reason.apply(approval).ifPresent(why -> {
                voided.add(approval.voided(Instant.ofEpochMilli(session.now()), why));
                save(contribution, approval.approver().id(), why);
            });
        }
        return voided;
    }

    private void save(ContributionId contribution, long approver, String why) {
        session.handle()
                .createUpdate("""
                        update approval set voided_at = :now, voided_why = :why
                        where repository = :repository and number = :number and approver_id = :approver
                          and voided_at is null
                        """)
                .bind("now", session.now())
                .bind("why", Columns.text(why))
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .bind("approver", approver)
                .execute();
    }

    /** Adds an approval of a contribution as it is now; one by somebody whose approval stands already changes nothing. */
    boolean add(Contribution now, Approval approval) {
        var id = approval.contribution();
        if (!id.equals(now.id())) {
            throw new IllegalArgumentException("an approval of " + id + " cannot be given to " + now.id());
        }
        return session.handle()
                        .createUpdate("""
                        insert into approval (repository, number, place, head, content, approver_id, approver_login,
                          permission, comment, given_at)
                        select :repository, :number, coalesce(max(place), 0) + 1, :head, :content, :approverId,
                          :approverLogin, :permission, :comment, :at
                        from approval where repository = :repository and number = :number
                        having not exists (
                          select 1 from approval where repository = :repository and number = :number
                            and approver_id = :approverId and voided_at is null)
                        """)
                        .bind("repository", id.repository())
                        .bind("number", id.number())
                        .bind("head", approval.of().head().hex())
                        .bind("content", Json.write(approval.of(), ApprovedContent.class))
                        .bind("approverId", approval.approver().id())
                        .bind("approverLogin", Columns.text(approval.approver().login()))
                        .bind("permission", approval.permission())
                        .bind("comment", approval.comment())
                        .bind("at", approval.at().toEpochMilli())
                        .execute()
                > 0;
    }

    private List<Approval> list(ContributionId contribution, String which) {
        return session.handle()
                .createQuery("select * from approval where repository = :repository and number = :number" + which
                        + " order by place")
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .map(Approvals::row)
                .list();
    }

    private static Approval row(ResultSet row, StatementContext context) throws SQLException {
        return new Approval(
                new ContributionId(row.getLong("repository"), row.getInt("number")),
                Json.read(row.getString("content"), ApprovedContent.class),
                new Person(row.getLong("approver_id"), row.getString("approver_login")),
                row.getString("permission"),
                Columns.longOrNull(row, "comment"),
                Columns.instant(row, "given_at"),
                row.getString("trouble"),
                voided(row));
    }

    private static Approval.@Nullable Voided voided(ResultSet row) throws SQLException {
        var at = Columns.instantOrNull(row, "voided_at");
        return at == null ? null : new Approval.Voided(at, row.getString("voided_why"));
    }
}
