package treewarden.store;

import java.util.List;

/** Addresses of the queue that a person keeps under a name. Nobody else sees them. */
public final class SavedViews {
    /** As many as one person can keep. */
    public static final int MOST = 50;

    private final Session session;

    SavedViews(Session session) {
        this.session = session;
    }

    /** @param address the end of the queue's address: empty, or from the question mark on */
    public record SavedView(String name, String address) {}

    /** Those of a person, by name. */
    public List<SavedView> of(long person) {
        return session.handle()
                .createQuery("select name, address from saved_view where person = :person order by name limit :most")
                .bind("person", person)
                .bind("most", MOST)
                .map((row, context) -> new SavedView(row.getString("name"), row.getString("address")))
                .list();
    }

    /** Keeps it, in place of one with the same name; false where there are too many. */
    public boolean save(long person, SavedView view) {
        var kept = of(person);
        if (kept.size() >= MOST && kept.stream().noneMatch(each -> each.name().equals(Columns.text(view.name())))) {
            return false;
        }
        session.handle()
                .createUpdate("""
                        insert into saved_view (person, name, address) values (:person, :name, :address)
                        on conflict (person, name) do update set address = excluded.address
                        """)
                .bind("person", person)
                .bind("name", Columns.text(view.name()))
                .bind("address", Columns.text(view.address()))
                .execute();
        return true;
    }

    /** Forgets it, if it is there. */
    public void remove(long person, String name) {
        session.handle()
                .createUpdate("delete from saved_view where person = :person and name = :name")
                .bind("person", person)
                .bind("name", Columns.text(name))
                .execute();
    }
}
