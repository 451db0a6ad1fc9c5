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

    public Optional<Long> find(String target) {
        return session.handle()
                .createQuery("select id from forge_id where target = :target")
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

    /** For a thing that somebody removed on the code host. */
    public void forget(String target) {
        session.handle()
                .createUpdate("delete from forge_id where target = :target")
                .bind("target", target)
                .execute();
    }
}
