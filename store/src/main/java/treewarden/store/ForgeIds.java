package treewarden.store;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Digest;

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

    /**
     * A thing as it was written last.
     *
     * @param content digest of what it says
     */
    public record Made(long id, Digest content) {}

    /** The thing of this target, where it is known what it says. */
    public Optional<Made> made(String target) {
        return session.handle()
                .createQuery("select id, content from forge_id where target = :target and content is not null")
                .bind("target", target)
                .map((row, context) -> new Made(row.getLong("id"), new Digest(row.getString("content"))))
                .findOne();
    }

    public void remember(String target, Made made) {
        put(target, made.id(), made.content().hex());
    }

    /** Remembers a thing of which only the id is known. */
    public void remember(String target, long id) {
        put(target, id, null);
    }

    private void put(String target, long id, @Nullable String content) {
        session.handle()
                .createUpdate("""
                        insert into forge_id (target, id, content) values (:target, :id, :content)
                        on conflict (target) do update set id = excluded.id, content = excluded.content
                        """)
                .bind("target", target)
                .bind("id", id)
                .bind("content", content)
                .execute();
    }

    /** For a thing that somebody removed on the code host. */
    public void forget(String target) {
        session.handle()
                .createUpdate("delete from forge_id where target = :target")
                .bind("target", target)
                .execute();
    }
}
