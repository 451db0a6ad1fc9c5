package treewarden.store;

import java.util.Optional;

/**
 * What the code host called the things that we made there: the comment of a contribution, the check run of a head. Known
 * by {@link treewarden.domain.Effect#target()}, so that the next effect on the same target changes it directly.
 */
public final class ForgeIds {
    private final Session session;

    ForgeIds(Session session) {
        this.session = session;
    }

    /** What stands for an id that is to be looked up again: GitHub's are positive. */
    private static final long TO_BE_LOOKED_UP = 0;

    public Optional<Long> find(String target) {
        return session.handle()
                .createQuery("select id from forge_id where target = :target and id > 0")
                .bind("target", target)
                .mapTo(Long.class)
                .findOne();
    }

    public void remember(String target, long id) {
        session.handle().createUpdate("""
                        insert into forge_id (target, id) values (:target, :id)
                        on conflict (target) do update set id = excluded.id
                        """).bind("target", target).bind("id", id).execute();
    }

    /** Whether such a thing was ever made there, even if nobody knows its id any more. */
    public boolean wasMade(String target) {
        return session.handle()
                        .createQuery("select count(*) from forge_id where target = :target")
                        .bind("target", target)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    /** The next one who shows it looks it up, and shows it whatever is there. */
    public void forget(String target) {
        session.handle()
                .createUpdate("update forge_id set id = :none where target = :target")
                .bind("none", TO_BE_LOOKED_UP)
                .bind("target", target)
                .execute();
    }
}
