package treewarden.store;

import java.util.Optional;
import treewarden.domain.Digest;

/** What the artifacts in the folder are; their bytes are kept by {@link Artifacts}. */
public final class ArtifactTable {
    private final Session session;

    ArtifactTable(Session session) {
        this.session = session;
    }

    public Optional<StoredArtifact> find(Digest digest) {
        return session.handle()
                .createQuery("select * from artifact where digest = :digest")
                .bind("digest", digest.hex())
                .map((row, context) -> new StoredArtifact(
                        new Digest(row.getString("digest")),
                        row.getLong("size"),
                        row.getString("about"),
                        Columns.instant(row, "stored_at")))
                .findOne();
    }

    /** Notes an artifact that was put into the folder; one that is noted already stays as it is. */
    public void note(Digest digest, long size, String about) {
        session.handle()
                .createUpdate("""
                        insert into artifact (digest, size, about, stored_at) values (:digest, :size, :about, :now)
                        on conflict (digest) do nothing
                        """)
                .bind("digest", digest.hex())
                .bind("size", size)
                .bind("about", Columns.text(about))
                .bind("now", session.now())
                .execute();
    }

    /** The bytes of all artifacts that are noted. */
    public long totalSize() {
        return session.handle()
                .createQuery("select coalesce(sum(size), 0) from artifact")
                .mapTo(Long.class)
                .one();
    }
}
