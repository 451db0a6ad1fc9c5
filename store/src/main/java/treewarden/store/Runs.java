package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckedLeaf;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.StoredLeaf;

/** What the checks said: one row for each contribution and head. */
public final class Runs {
    private static final List<String> MERGED = Stream.of(ContributionState.values())
            .filter(ContributionState::isMerged)
            .map(ContributionState::slug)
            .toList();

    private final Session session;

    Runs(Session session) {
        this.session = session;
    }

    public Optional<Run> find(ContributionId contribution, CommitId head) {
        return session.handle()
                .createQuery("""
                        select * from run where repository = :repository and number = :number and head = :head
                        """)
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .bind("head", head.hex())
                .map(Runs::row)
                .findOne();
    }

    /** What a check read of a head; empty where none did, or it was before that was kept. */
    public Optional<Run.Content> content(ContributionId contribution, CommitId head) {
        return session.handle()
                .createQuery("""
                        select content from run where repository = :repository and number = :number and head = :head
                        """)
                .bind("repository", contribution.repository())
                .bind("number", contribution.number())
                .bind("head", head.hex())
                .mapTo(String.class)
                .findOne()
                .map(Runs::content);
    }

    /** What the contributions brought that are merged, those among them that are released: in the order of their numbers. */
    public List<Brought> brought(long repository) {
        return session.handle()
                .createQuery("""
                        select c.number, c.author_login, c.state, c.state_since, run.outcome, run.content
                        from contribution c
                        left join run on run.repository = c.repository and run.number = c.number and run.head = c.head
                        where c.repository = :repository and c.state in (<merged>) order by c.number
                        """)
                .bind("repository", repository)
                .bindList("merged", MERGED)
                .map((row, context) -> new Brought(
                        new ContributionId(repository, row.getInt("number")),
                        row.getString("author_login"),
                        Columns.instant(row, "state_since"),
                        row.getString("state").equals(ContributionState.RELEASED.slug()),
                        leaves(row.getString("outcome"), row.getString("content"))))
                .list();
    }

    private static @Nullable List<StoredLeaf> leaves(@Nullable String outcome, @Nullable String content) {
        if (outcome != null && RunOutcome.valueOf(outcome) == RunOutcome.NO_LEAVES) {
            return List.of();
        }
        return content == null ? null : Json.read(content, Run.Content.class).leaves();
    }

    /** Stores the run, in place of an earlier one of the same head. Its contribution is stored already. */
    public void save(Run run) {
        write(run);
        new SearchContributions(session).follow(run.contribution(), run.head());
    }

    private void write(Run run) {
        session.handle()
                .createUpdate("""
                        insert into run (repository, number, head, outcome, leaves, notes, checked_at, content,
                          duplicates)
                        values (:repository, :number, :head, :outcome, :leaves, :notes, :checkedAt, :content,
                          :duplicates)
                        on conflict (repository, number, head) do update
                        set outcome = excluded.outcome, leaves = excluded.leaves, notes = excluded.notes,
                          checked_at = excluded.checked_at, content = excluded.content, duplicates = excluded.duplicates
                        """)
                .bind("repository", run.contribution().repository())
                .bind("number", run.contribution().number())
                .bind("head", run.head().hex())
                .bind("outcome", run.outcome().name())
                .bind("leaves", Json.writeList(run.leaves(), CheckedLeaf.class))
                .bind("notes", Json.writeList(run.notes(), String.class))
                .bind("checkedAt", run.checkedAt().toEpochMilli())
                .bind("content", run.content() == null ? null : Json.write(run.content(), Run.Content.class))
                .bind("duplicates", run.duplicates())
                .execute();
    }

    private static Run row(ResultSet row, StatementContext context) throws SQLException {
        return new Run(
                new ContributionId(row.getLong("repository"), row.getInt("number")),
                new CommitId(row.getString("head")),
                RunOutcome.valueOf(row.getString("outcome")),
                Json.readList(row.getString("leaves"), CheckedLeaf.class),
                Json.readList(row.getString("notes"), String.class),
                Columns.instant(row, "checked_at"),
                content(row.getString("content")));
    }

    private static Run.@Nullable Content content(@Nullable String json) {
        return json == null ? null : Json.read(json, Run.Content.class);
    }
}
