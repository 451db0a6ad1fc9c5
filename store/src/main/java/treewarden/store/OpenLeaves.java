package treewarden.store;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;

/** The leaves of contributions that are under way: neither merged nor over. */
public final class OpenLeaves {
    private final Session session;

    OpenLeaves(Session session) {
        this.session = session;
    }

    /**
     * A leaf of a contribution.
     *
     * @param path the leaf's folder
     * @param isSampled whether the teacher made a sample of it
     */
    public record OpenLeaf(String path, int number, boolean isSampled) {}

    /** At most so many of a folder and what is below it, by path and number; an empty folder is the root. */
    public List<OpenLeaf> below(long repository, String folder, int most) {
        // A slash is followed by a zero in the order of bytes, so this is all that is in the folder.
        var within = folder.isEmpty() ? "" : " and path >= :folder and path < :to and (path = :folder or path > :from)";
        var query = session.handle()
                .createQuery("select path, number, sampled from contribution_leaf where repository = :repository"
                        + within + " order by path, number limit :most")
                .bind("repository", repository)
                .bind("most", most);
        if (!folder.isEmpty()) {
            query.bind("folder", folder).bind("from", folder + "/").bind("to", folder + "0");
        }
        return query.map((row, context) ->
                        new OpenLeaf(row.getString("path"), row.getInt("number"), row.getInt("sampled") == 1))
                .list();
    }

    /** Each leaf with 1 where it was sampled, and 0. */
    static Map<String, Integer> of(Contribution it) {
        var leaves = new TreeMap<String, Integer>();
        if (!it.state().isOver() && !it.state().isMerged()) {
            it.leaves().forEach(leaf -> leaves.put(Columns.text(leaf), it.sampleMade() == null ? 0 : 1));
        }
        return leaves;
    }

    void put(ContributionId contribution, Map<String, Integer> leaves) {
        session.handle()
                .createUpdate("delete from contribution_leaf where repository = :repository and number = :number")
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .execute();
        if (leaves.isEmpty()) {
            return;
        }
        var batch = session.handle().prepareBatch("""
                        insert into contribution_leaf (repository, path, number, sampled)
                        values (:repository, :path, :number, :sampled)
                        """);
        leaves.forEach((path, sampled) -> batch.bind("repository", contribution.repository())
                .bind("path", path)
                .bind("number", contribution.number())
                .bind("sampled", sampled)
                .add());
        batch.execute();
    }
}
