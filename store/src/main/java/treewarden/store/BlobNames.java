package treewarden.store;

import java.util.Optional;
import treewarden.domain.Digest;

/** Which artifact has the bytes that git knows by a name. */
public final class BlobNames {
    private final Session session;

    BlobNames(Session session) {
        this.session = session;
    }

    public Optional<Digest> find(String sha) {
        return session.handle()
                .createQuery("select digest from blob_name where sha = :sha")
                .bind("sha", sha)
                .mapTo(String.class)
                .findOne()
                .map(Digest::new);
    }

    public void remember(String sha, Digest digest) {
        session.handle()
                .createUpdate("insert into blob_name (sha, digest) values (:sha, :digest) on conflict (sha) do nothing")
                .bind("sha", sha)
                .bind("digest", digest.hex())
                .execute();
    }
}
