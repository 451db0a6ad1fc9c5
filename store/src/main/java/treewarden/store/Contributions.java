package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.LeafKind;
import treewarden.domain.Person;
import treewarden.domain.Reason;
import treewarden.domain.Repository;

/** The contributions. They change by {@link Transaction#apply} alone. */
public final class Contributions {
    /** Rows that {@link #all} asks for at once. */
    private static final int PAGE = 500;

    private static final String SELECT = """
            select c.*, r.owner, r.name, r.installation
            from contribution c join repository r on r.id = c.repository
            """;

    /** The order of the parties as SQL, made from the table of states, which is the only place that knows whose turn it is. */
    private static final String TURN = Arrays.stream(ContributionState.values())
            .map(state ->
                    "when '" + state.slug() + "' then " + state.turn().whose().ordinal())
            .collect(Collectors.joining(" ", "case c.state ", " end"));

    private static final List<String> OPEN = Stream.of(ContributionState.values())
            .filter(state -> !state.isOver() && !state.isMerged())
            .map(ContributionState::slug)
            .toList();

    private final Session session;

    Contributions(Session session) {
        this.session = session;
    }

    public Optional<Contribution> find(ContributionId id) {
        return session.handle()
                .createQuery(SELECT + " where c.repository = :repository and c.number = :number")
                .bind("repository", id.repository())
                .bind("number", id.number())
                .map(Contributions::row)
                .findOne();
    }

    public List<Contribution> list(ContributionFilter filter) {
        var order = switch (filter.order()) {
            case LONGEST_WAIT -> "c.state_since, c.repository, c.number";
            case LATEST_CHANGE -> "c.updated_at desc, c.repository, c.number";
            case TURN -> TURN + ", c.state_since, c.repository, c.number";
        };
        var query = session.handle()
                .createQuery(SELECT + where(filter) + " order by " + order + " limit :limit offset :offset");
        return bind(query, filter)
                .bind("limit", filter.limit())
                .bind("offset", filter.offset())
                .map(Contributions::row)
                .list();
    }

    /** Those of all pages of a filter. Only for what is bounded by what people have open. */
    public List<Contribution> all(ContributionFilter filter) {
        var all = new ArrayList<Contribution>();
        while (true) {
            var page = list(filter.page(PAGE, all.size()));
            all.addAll(page);
            if (page.size() < PAGE) {
                return all;
            }
        }
    }

    /** How many the filter matches on all its pages. */
    public int count(ContributionFilter filter) {
        var query = session.handle()
                .createQuery("select count(*) from contribution c join repository r on r.id = c.repository "
                        + where(filter));
        return bind(query, filter).mapTo(Integer.class).one();
    }

    /** The heads of those of a repository that are not over yet, by number. */
    public Map<Integer, CommitId> openHeads(long repository) {
        var heads = new HashMap<Integer, CommitId>();
        session.handle()
                // The sign keeps it from the index of heads, by which it would read all that ever were.
                .createQuery(
                        "select number, head from contribution where +repository = :repository and state in (<open>)")
                .bind("repository", repository)
                .bindList("open", OPEN)
                .map((row, context) -> Map.entry(row.getInt("number"), new CommitId(row.getString("head"))))
                .forEach(entry -> heads.put(entry.getKey(), entry.getValue()));
        return heads;
    }

    /** How many there are in each state; a state without any is not there. */
    public Map<ContributionState, Integer> countsByState() {
        return new StateCounts(session).all();
    }

    /** All contributions with this head, whatever their state. */
    public List<Contribution> withHead(long repository, CommitId head) {
        return session.handle()
                // Without the sign it would read all of the repository, which are in this order already.
                .createQuery(SELECT + " where c.repository = :repository and c.head = :head order by +c.number")
                .bind("repository", repository)
                .bind("head", head.hex())
                .map(Contributions::row)
                .list();
    }

    /** The next version of a contribution that was seen in this one; throws {@link StaleVersion} if it has changed. */
    Contribution save(Contribution contribution) {
        var sql = contribution.version() == 0 ? """
                insert into contribution (repository, number, title, author_id, author_login, head, state, kinds,
                  leaves, leaf_count, errors, warnings, sample_made, sample_kept, sample_share, go_given, reason, reason_by_id,
                  reason_by_login, assignee_id, assignee_login, opened_at, state_since, updated_at, version)
                values (:repository, :number, :title, :authorId, :authorLogin, :head, :state, :kinds, :leaves,
                  :leafCount, :errors, :warnings, :sampleMade, :sampleKept, :sampleShare, :goGiven, :reason, :reasonById,
                  :reasonByLogin, :assigneeId, :assigneeLogin, :openedAt, :stateSince, :updatedAt, :version + 1)
                on conflict (repository, number) do nothing
                """ : """
                update contribution set title = :title, author_id = :authorId, author_login = :authorLogin,
                  head = :head, state = :state, kinds = :kinds, leaves = :leaves, leaf_count = :leafCount,
                  errors = :errors, warnings = :warnings, sample_made = :sampleMade, sample_kept = :sampleKept,
                  sample_share = :sampleShare,
                  go_given = :goGiven, reason = :reason, reason_by_id = :reasonById,
                  reason_by_login = :reasonByLogin, assignee_id = :assigneeId, assignee_login = :assigneeLogin, opened_at = :openedAt, state_since = :stateSince, updated_at = :updatedAt,
                  version = version + 1
                where repository = :repository and number = :number and version = :version
                """;
        if (bind(session.handle().createUpdate(sql), contribution).execute() == 0) {
            throw new StaleVersion(contribution.id(), contribution.version());
        }
        return atVersion(contribution, contribution.version() + 1);
    }

    private static String where(ContributionFilter filter) {
        return " where 1 = 1"
                + (filter.states().isEmpty() ? "" : " and c.state in (<states>)")
                + (filter.repository() == null ? "" : " and c.repository = :repository");
    }

    private static Query bind(Query query, ContributionFilter filter) {
        if (!filter.states().isEmpty()) {
            query.bindList(
                    "states",
                    filter.states().stream().map(ContributionState::slug).toList());
        }
        if (filter.repository() != null) {
            query.bind("repository", filter.repository());
        }
        return query;
    }

    private static Update bind(Update update, Contribution it) {
        var reason = it.reason();
        bind(update, "reasonBy", reason == null ? null : reason.by());
        bind(update, "assignee", it.assignee());
        return update.bind("reason", reason == null ? null : Columns.text(reason.words()))
                .bind("repository", it.id().repository())
                .bind("number", it.id().number())
                .bind("title", Columns.text(it.title()))
                .bind("authorId", it.author().id())
                .bind("authorLogin", Columns.text(it.author().login()))
                .bind("head", it.head().hex())
                .bind("state", it.state().slug())
                .bind("kinds", Json.writeList(it.kinds(), LeafKind.class))
                .bind("leaves", Json.writeList(it.leaves(), String.class))
                .bind("leafCount", it.leafCount())
                .bind("errors", it.errors())
                .bind("warnings", it.warnings())
                .bind("sampleMade", it.sampleMade())
                .bind("sampleShare", share(it))
                .bind("sampleKept", it.sampleKept())
                .bind("goGiven", Columns.flag(it.goGiven()))
                .bind("openedAt", it.openedAt().toEpochMilli())
                .bind("stateSince", it.stateSince().toEpochMilli())
                .bind("updatedAt", it.updatedAt().toEpochMilli())
                .bind("version", it.version());
    }

    /** Which share of its sample was kept; 2 where there is none, so that these come last. */
    private static double share(Contribution it) {
        var made = it.sampleMade();
        var kept = it.sampleKept();
        return made == null || kept == null || made == 0 ? 2 : (double) kept / made;
    }

    private static void bind(Update update, String name, @Nullable Person person) {
        update.bind(name + "Id", person == null ? null : (Long) person.id());
        update.bind(name + "Login", person == null ? null : Columns.text(person.login()));
    }

    private static @Nullable Reason reason(ResultSet row) throws SQLException {
        var by = person(row, "reason_by");
        return by == null ? null : new Reason(row.getString("reason"), by);
    }

    private static @Nullable Person person(ResultSet row, String name) throws SQLException {
        long id = row.getLong(name + "_id");
        return row.wasNull() ? null : new Person(id, row.getString(name + "_login"));
    }

    static Contribution row(ResultSet row, StatementContext context) throws SQLException {
        var repository = new Repository(
                row.getLong("repository"), row.getString("owner"), row.getString("name"), row.getLong("installation"));
        return new Contribution(
                new ContributionId(repository.id(), row.getInt("number")),
                repository,
                row.getString("title"),
                new Person(row.getLong("author_id"), row.getString("author_login")),
                new CommitId(row.getString("head")),
                ContributionState.ofSlug(row.getString("state")),
                Json.readList(row.getString("kinds"), LeafKind.class),
                Json.readList(row.getString("leaves"), String.class),
                row.getInt("leaf_count"),
                row.getInt("errors"),
                row.getInt("warnings"),
                Columns.intOrNull(row, "sample_made"),
                Columns.intOrNull(row, "sample_kept"),
                row.getInt("go_given") == 1,
                reason(row),
                person(row, "assignee"),
                Columns.instant(row, "opened_at"),
                Columns.instant(row, "state_since"),
                Columns.instant(row, "updated_at"),
                row.getLong("version"));
    }

    private static Contribution atVersion(Contribution it, long version) {
        return new Contribution(
                it.id(),
                it.repository(),
                it.title(),
                it.author(),
                it.head(),
                it.state(),
                it.kinds(),
                it.leaves(),
                it.leafCount(),
                it.errors(),
                it.warnings(),
                it.sampleMade(),
                it.sampleKept(),
                it.goGiven(),
                it.reason(),
                it.assignee(),
                it.openedAt(),
                it.stateSince(),
                it.updatedAt(),
                version);
    }
}
