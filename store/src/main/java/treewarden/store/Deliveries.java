package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** The webhook deliveries. They come in by {@link DeliveryIntake} alone. */
public final class Deliveries {
    private final Session session;

    Deliveries(Session session) {
        this.session = session;
    }

    public Optional<StoredDelivery> find(String id) {
        return session.handle()
                .createQuery("select * from delivery where id = :id")
                .bind("id", id)
                .map(Deliveries::row)
                .findOne();
    }

    /** The last ones that came, at most this many, without their bodies. */
    public List<StoredDelivery> latest(int atMost) {
        return session.handle()
                .createQuery("""
                        select id, event, received_at, encoding, body_size, null as body, handled_at, outcome
                        from delivery order by received_at desc, id limit :limit
                        """)
                .bind("limit", atMost)
                .map(Deliveries::row)
                .list();
    }

    public int count() {
        return session.handle()
                .createQuery("select count(*) from delivery")
                .mapTo(Integer.class)
                .one();
    }

    /** Says what came of a delivery, in one line. */
    public void handled(String id, String outcome) {
        session.handle()
                .createUpdate("update delivery set handled_at = :now, outcome = :outcome where id = :id")
                .bind("now", session.now())
                .bind("outcome", Columns.text(outcome))
                .bind("id", id)
                .execute();
    }

    /** A delivery whose body is ready to be written. */
    record Incoming(Delivery delivery, Packed body) {}

    /** Those that were not known; the others are left as they are. */
    List<Incoming> insertNew(List<Incoming> incoming) {
        var batch = session.handle().prepareBatch("""
                        insert into delivery (id, event, received_at, encoding, body_size, body)
                        values (:id, :event, :receivedAt, :encoding, :size, :body)
                        on conflict (id) do nothing
                        """);
        for (var each : incoming) {
            batch.bind("id", each.delivery().id())
                    .bind("event", each.delivery().event())
                    .bind("receivedAt", each.delivery().receivedAt().toEpochMilli())
                    .bind("encoding", each.body().encoding())
                    .bind("size", each.body().size())
                    .bind("body", each.body().bytes())
                    .add();
        }
        var inserted = batch.execute();
        var fresh = new ArrayList<Incoming>();
        for (int i = 0; i < inserted.length; i++) {
            if (inserted[i] == 1) {
                fresh.add(incoming.get(i));
            }
        }
        return fresh;
    }

    /** Puts the body of a delivery back that was sent again after ours was swept. */
    void restoreBody(Incoming incoming) {
        session.handle()
                .createUpdate("""
                        update delivery set encoding = :encoding, body_size = :size, body = :body
                        where id = :id and body is null
                        """)
                .bind("encoding", incoming.body().encoding())
                .bind("size", incoming.body().size())
                .bind("body", incoming.body().bytes())
                .bind("id", incoming.delivery().id())
                .execute();
    }

    /** Forgets the bodies of at most {@code atMost} deliveries that came before; how many it were. */
    int forgetBodies(Instant before, int atMost) {
        return session.handle()
                .createUpdate("""
                        update delivery set body = null
                        where id in (select id from delivery where received_at < :before and body is not null
                          order by received_at limit :limit)
                        """)
                .bind("before", before.toEpochMilli())
                .bind("limit", atMost)
                .execute();
    }

    /** Forgets at most {@code atMost} deliveries that came before; how many it were. */
    int forget(Instant before, int atMost) {
        return session.handle()
                .createUpdate("""
                        delete from delivery
                        where id in (select id from delivery where received_at < :before
                          order by received_at limit :limit)
                        """)
                .bind("before", before.toEpochMilli())
                .bind("limit", atMost)
                .execute();
    }

    private static StoredDelivery row(ResultSet row, StatementContext context) throws SQLException {
        var bytes = row.getBytes("body");
        return new StoredDelivery(
                row.getString("id"),
                row.getString("event"),
                Columns.instant(row, "received_at"),
                bytes == null ? null : new Packed(row.getString("encoding"), row.getInt("body_size"), bytes).unpack(),
                Columns.instantOrNull(row, "handled_at"),
                row.getString("outcome"));
    }
}
