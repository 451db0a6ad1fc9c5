package treewarden.store;

import java.time.LocalDate;
import java.util.Set;
import treewarden.domain.ContributionId;

/** A full-text index of SQLite. It knows rows by one number, so that is made of the repository's and the contribution's. */
final class SqliteSearch implements SearchIndex {
    private static final Language LANGUAGE =
            new Language(" AND ", " OR ", " NOT ", word -> '"' + word + '"' + (SearchWords.isWhole(word) ? "" : "*"));

    private static final int BITS_OF_NUMBER = 28;

    @Override
    public void put(Session session, ContributionId contribution, Set<String> tokens) {
        session.handle()
                .createUpdate("insert or replace into contribution_text (rowid, words) values (:row, :words)")
                .bind("row", (contribution.repository() << BITS_OF_NUMBER) + contribution.number())
                .bind("words", String.join(" ", tokens))
                .execute();
    }

    @Override
    public boolean isEmpty(Session session) {
        return session.handle()
                .createQuery("select rowid from contribution_text limit 1")
                .mapTo(Long.class)
                .findOne()
                .isEmpty();
    }

    @Override
    public String candidates() {
        return "select rowid >> " + BITS_OF_NUMBER + " as repository, rowid & " + ((1 << BITS_OF_NUMBER) - 1)
                + " as number from contribution_text where contribution_text match :query"
                + " order by rowid desc limit :most";
    }

    @Override
    public void prepare(Session session) {}

    @Override
    public String query(ContributionSearch search, LocalDate today) {
        return LANGUAGE.query(search, today);
    }
}
