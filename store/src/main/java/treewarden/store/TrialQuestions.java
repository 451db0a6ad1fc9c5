package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.ReleaseId;
import treewarden.domain.release.TrialQuestion;

/** What people put to candidates. Asked through {@link WriteReleases}. */
public final class TrialQuestions {
    private final Session session;

    TrialQuestions(Session session) {
        this.session = session;
    }

    /** The newest first. */
    public List<TrialQuestion> list(ReleaseId release, int limit) {
        return session.handle()
                .createQuery(
                        "select * from trial_question where release_name = :name order by number desc limit :limit")
                .bind("name", release.name())
                .bind("limit", limit)
                .map(TrialQuestions::row)
                .list();
    }

    /** Those without an answer, the oldest first. */
    public List<TrialQuestion> waiting(ReleaseId release, int limit) {
        return session.handle()
                .createQuery("select * from trial_question where release_name = :name and answered_at is null"
                        + " order by number limit :limit")
                .bind("name", release.name())
                .bind("limit", limit)
                .map(TrialQuestions::row)
                .list();
    }

    /** How many there are; of one person where a login is given. */
    int count(ReleaseId release, @Nullable String by) {
        return session.handle()
                .createQuery("select count(*) from trial_question where release_name = :name"
                        + (by == null ? "" : " and asked_by = :by"))
                .bind("name", release.name())
                .bind("by", by)
                .mapTo(Integer.class)
                .one();
    }

    void add(ReleaseId release, String by, String question) {
        int added = 0;
        // Another process may have taken the number.
        while (added == 0) {
            added = session.handle()
                    .createUpdate("""
                            insert into trial_question (release_name, number, asked_by, asked_at, question)
                            select :name, coalesce(max(number), 0) + 1, :by, :now, :question
                            from trial_question where release_name = :name
                            on conflict do nothing
                            """)
                    .bind("name", release.name())
                    .bind("by", Columns.text(by))
                    .bind("now", session.now())
                    .bind("question", Columns.text(question))
                    .execute();
        }
    }

    /** Stores what was said to one that has no answer yet. */
    public void answer(TrialQuestion asked, TrialQuestion.Answers answers) {
        session.handle()
                .createUpdate("""
                        update trial_question set candidate = :candidate, beside = :beside, trouble = :trouble,
                          answered_at = :at
                        where release_name = :name and number = :number and answered_at is null
                        """)
                .bind("name", asked.release().name())
                .bind("number", asked.number())
                .bind("candidate", Columns.textOrNull(answers.candidate()))
                .bind("beside", Columns.textOrNull(answers.beside()))
                .bind("trouble", Columns.textOrNull(answers.trouble()))
                .bind("at", answers.at().toEpochMilli())
                .execute();
    }

    private static TrialQuestion row(ResultSet row, StatementContext context) throws SQLException {
        var answered = Columns.instantOrNull(row, "answered_at");
        return new TrialQuestion(
                new ReleaseId(row.getString("release_name")),
                row.getInt("number"),
                row.getString("asked_by"),
                Columns.instant(row, "asked_at"),
                row.getString("question"),
                answered == null
                        ? null
                        : new TrialQuestion.Answers(
                                row.getString("candidate"),
                                row.getString("beside"),
                                row.getString("trouble"),
                                answered));
    }
}
