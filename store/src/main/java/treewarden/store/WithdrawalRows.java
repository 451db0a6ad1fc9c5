package treewarden.store;

import java.util.List;
import treewarden.domain.release.Withdrawal;

/** What no release may hold, as it is stored. */
record WithdrawalRows(Session session) {
    /** What no release may hold, by its name. */
    List<Withdrawal> list() {
        return session.handle()
                .createQuery("select * from withdrawal order by what")
                .map((row, context) -> new Withdrawal(
                        row.getString("what"),
                        row.getString("why"),
                        row.getString("withdrawn_by"),
                        Columns.instant(row, "withdrawn_at")))
                .list();
    }

    /** Keeps something out from now on; false where that was so already. */
    boolean add(Withdrawal withdrawal) {
        return session.handle()
                        .createUpdate(
                                "insert into withdrawal (what, why, withdrawn_by, withdrawn_at) values (:what, :why, :by, :at)"
                                        + " on conflict do nothing")
                        .bind("what", Columns.text(withdrawal.what()))
                        .bind("why", Columns.text(withdrawal.why()))
                        .bind("by", Columns.text(withdrawal.by()))
                        .bind("at", withdrawal.at().toEpochMilli())
                        .execute()
                == 1;
    }

    /** Lets something in again; false where it was not kept out. */
    boolean remove(String what) {
        return session.handle()
                        .createUpdate("delete from withdrawal where what = :what")
                        .bind("what", what)
                        .execute()
                == 1;
    }
}
