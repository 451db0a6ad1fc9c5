package treewarden.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import treewarden.domain.Digest;

/** Fingerprints of the examples of the leaves that a repository's base branch has, to find near-duplicates of new ones. */
public final class LeafExamples {
    private final Session session;

    LeafExamples(Session session) {
        this.session = session;
    }

    /** The leaves that are known, each with the git object name of the file it was read from. */
    public Map<String, String> blobs(long repository) {
        var blobs = new HashMap<String, String>();
        session.handle()
                .createQuery("select distinct path, blob from leaf_example where repository = :repository")
                .bind("repository", repository)
                .map((row, context) -> Map.entry(row.getString("path"), row.getString("blob")))
                .forEach(entry -> blobs.put(entry.getKey(), entry.getValue()));
        return blobs;
    }

    /** The folders of the known leaves in a folder and below, by path: at most so many. An empty folder is the root. */
    public List<String> below(long repository, String folder, int most) {
        var within = folder.isEmpty() ? "" : " and path >= :folder and path < :to and (path = :folder or path > :from)";
        var query = session.handle()
                .createQuery("select distinct path from leaf_example where repository = :repository" + within
                        + " order by path limit :most")
                .bind("repository", repository)
                .bind("most", most);
        if (!folder.isEmpty()) {
            // A slash is followed by a zero in the order of bytes.
            query.bind("folder", folder).bind("from", folder + "/").bind("to", folder + "0");
        }
        return query.mapTo(String.class).list();
    }

    /** Calls for each example with its leaf's path, in the order of paths and examples. */
    public void forEach(long repository, BiConsumer<String, KnownExample> visitor) {
        session.handle()
                .createQuery("""
                        select path, text_digest, shingles from leaf_example
                        where repository = :repository order by path, place
                        """)
                .bind("repository", repository)
                .setFetchSize(500)
                .map((row, context) -> Map.entry(
                        row.getString("path"),
                        new KnownExample(new Digest(row.getString("text_digest")), row.getBytes("shingles"))))
                .forEach(entry -> visitor.accept(entry.getKey(), entry.getValue()));
    }

    /** The leaf at this path now reads so. */
    public void replace(long repository, String path, String blob, List<KnownExample> examples) {
        remove(repository, path);
        if (examples.isEmpty()) {
            return;
        }
        var batch = session.handle().prepareBatch("""
                        insert into leaf_example (repository, path, blob, place, text_digest, shingles)
                        values (:repository, :path, :blob, :place, :text, :shingles)
                        """);
        for (int place = 0; place < examples.size(); place++) {
            batch.bind("repository", repository)
                    .bind("path", Columns.text(path))
                    .bind("blob", blob)
                    .bind("place", place)
                    .bind("text", examples.get(place).text().hex())
                    .bind("shingles", examples.get(place).shingles())
                    .add();
        }
        batch.execute();
    }

    /** The leaf at this path is gone. */
    public void remove(long repository, String path) {
        session.handle()
                .createUpdate("delete from leaf_example where repository = :repository and path = :path")
                .bind("repository", repository)
                .bind("path", Columns.text(path))
                .execute();
    }
}
