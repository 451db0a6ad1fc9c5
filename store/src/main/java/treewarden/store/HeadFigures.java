package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;

/**
 * What the queue is sorted by of what was written about a contribution's head. It stands in the contribution too, so that a
 * list is read in its order from an index, and without the reports.
 */
final class HeadFigures {
    /** Stands for no score, so that those without one come last. */
    private static final double NO_SCORE = 2;

    private final Session session;

    HeadFigures(Session session) {
        this.session = session;
    }

    /**
     * The figures of one head.
     *
     * @param score the judge's mean score of the rows that were kept of the sample, from 0 to 1; null where none was judged
     * @param knownExamples how many of its examples are known from elsewhere
     */
    record Figures(@Nullable Double score, int knownExamples) {}

    /** Those of a row of {@code contribution}. */
    static Figures row(ResultSet row, StatementContext context) throws SQLException {
        double score = row.getDouble("sample_score");
        return new Figures(score >= NO_SCORE ? null : (Double) score, row.getInt("known_examples"));
    }

    Figures of(ContributionId contribution) {
        return session.handle()
                .createQuery("select sample_score, known_examples from contribution"
                        + " where repository = :repository and number = :number")
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .map(HeadFigures::row)
                .findOne()
                .orElseGet(() -> new Figures(null, 0));
    }

    /** Takes them anew from the sample and the check of this head, if the contribution is still at it. */
    void take(ContributionId contribution, CommitId head) {
        var of = " where repository = :repository and number = :number and head = :head";
        session.handle()
                .createUpdate("update contribution set sample_score = coalesce((select score from sample" + of
                        + "), :none), known_examples = coalesce((select duplicates from run" + of + "), 0)" + of)
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .bind("head", head.hex())
                .bind("none", NO_SCORE)
                .execute();
    }
}
