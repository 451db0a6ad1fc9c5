package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CommitId;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;

/**
 * Finds contributions for the queue, each time by an index. Without words and traits a state is read in the order that is
 * asked for; with them at most {@link #MOST} are looked at, the newest, and the reader is told.
 */
public final class SearchContributions {
    /** As many of those with the words and traits are sorted. */
    public static final int MOST = 2_000;

    private static final int AT_ONCE = 500;

    private final Session session;
    private final SearchIndex index;

    SearchContributions(Session session) {
        this.session = session;
        this.index = session.engine().search();
    }

    /**
     * A contribution as a list shows it.
     *
     * @param score the judge's mean score of the rows that were kept of its head's sample, from 0 to 1; null where none
     *     was judged
     * @param duplicates how many of its head's examples are known from elsewhere
     */
    public record Listed(
            Contribution contribution, @Nullable Double score, int duplicates) {}

    /**
     * What is found.
     *
     * @param count how many on all pages
     * @param page those on the page that is asked for
     * @param isCut whether there are more with the words and traits, which were not looked at
     */
    public record Found(int count, List<Listed> page, boolean isCut) {
        public static final Found NOTHING = new Found(0, List.of(), false);
    }

    public Found find(ContributionSearch search) {
        return search.isPlain() ? new Found(counted(search.states()), byState(search), false) : byWords(search);
    }

    private int counted(Set<ContributionState> states) {
        var counts = new StateCounts(session).all();
        return states.stream().mapToInt(state -> counts.getOrDefault(state, 0)).sum();
    }

    /** Each state is read from the index that has this order, so that the database only merges them as far as the page. */
    private List<Listed> byState(ContributionSearch search) {
        var order = search.order();
        var ids = search.states().stream()
                .map(ContributionState::slug)
                .sorted()
                .map(state -> "select " + order.columns("c") + " from contribution c where c.state = '" + state + "'")
                .collect(Collectors.joining(" union all "));
        return paged(session.handle().createQuery(listed("c.*", page(ids, order), order)), search)
                .map(SearchContributions::row)
                .list();
    }

    /** The index is asked once, for as many as are sorted and one more; how many came of it stands in each row. */
    private Found byWords(ContributionSearch search) {
        var order = search.order();
        var ids = "select " + order.columns("f") + " from (select * from t limit " + MOST + ") n"
                + " join contribution f on f.repository = n.repository and f.number = n.number";
        var sql = "with t as materialized (" + index.candidates() + ") "
                + listed("c.*, (select count(*) from t) as found", page(ids, order), order);
        var rows = paged(indexed(sql, search), search)
                .map((row, context) -> Map.entry(row.getInt("found"), row(row, context)))
                .list();
        int count = rows.isEmpty() ? countByWords(search) : rows.get(0).getKey();
        return new Found(
                Math.min(count, MOST), rows.stream().map(Map.Entry::getValue).toList(), count > MOST);
    }

    private int countByWords(ContributionSearch search) {
        return search.offset() == 0
                ? 0
                : indexed("select count(*) from (" + index.candidates() + ") t", search)
                        .mapTo(Integer.class)
                        .one();
    }

    private Query indexed(String sql, ContributionSearch search) {
        return session.handle()
                .createQuery(sql)
                .bind("query", index.query(search))
                .bind("most", MOST + 1);
    }

    private static String page(String ids, ContributionSearch.Order order) {
        return ids + " order by " + order.sql("") + " limit :limit offset :offset";
    }

    private static Query paged(Query query, ContributionSearch search) {
        return query.bind("limit", search.limit()).bind("offset", search.offset());
    }

    /** What {@link #row} needs of those whose keys and place are selected. */
    private String listed(String columns, String ids, ContributionSearch.Order order) {
        return "select " + columns + ", r.owner, r.name, r.installation, s.score, d.duplicates from (" + ids + ") p"
                + " join contribution c on c.repository = p.repository and c.number = p.number"
                + " join repository r on r.id = c.repository left join " + index.scores()
                + " on s.repository = c.repository and s.number = c.number and s.head = c.head"
                + " left join " + index.checks()
                + " on d.repository = c.repository and d.number = c.number and d.head = c.head"
                + " order by " + order.sql("p.");
    }

    private static Listed row(ResultSet row, StatementContext context) throws SQLException {
        return new Listed(
                Contributions.row(row, context), Columns.doubleOrNull(row, "score"), row.getInt("duplicates"));
    }

    /**
     * What waits for one person, the longest wait first: what anybody of their role can do and nobody else looks after,
     * what they look after, and what they are to change.
     *
     * @param role states in which somebody of their role is expected to act; none for somebody without a role
     * @param cared states in which whoever looks after it is
     * @param own states in which the contributor is
     */
    public List<Listed> waitingFor(
            long person,
            Set<ContributionState> role,
            Set<ContributionState> cared,
            Set<ContributionState> own,
            int limit) {
        var parts = Stream.of(
                        part(role, "(c.assignee_id is null or c.assignee_id = :person)"),
                        part(cared, "c.assignee_id = :person"),
                        part(own, "c.author_id = :person"))
                .flatMap(each -> each)
                .collect(Collectors.joining(" union "));
        if (parts.isEmpty()) {
            return List.of();
        }
        var order = ContributionSearch.Order.WAIT;
        return session.handle()
                .createQuery(listed("c.*", parts + " order by " + order.sql("") + " limit :limit", order))
                .bind("person", person)
                .bind("limit", limit)
                .map(SearchContributions::row)
                .list();
    }

    private static Stream<String> part(Set<ContributionState> states, String whose) {
        return states.stream()
                .sorted()
                .map(state -> "select * from (select " + ContributionSearch.Order.WAIT.columns("c")
                        + " from contribution c where c.state = '" + state.slug() + "' and " + whose + " order by "
                        + ContributionSearch.Order.WAIT.sql("") + " limit :limit) w");
    }

    /** Keeps the index in step with a decision. */
    void follow(Optional<Contribution> before, Contribution after) {
        if (before.isEmpty()
                || !before.get().head().equals(after.head())
                || !SearchWords.of(before.get()).equals(SearchWords.of(after))) {
            put(after);
        }
        var leaves = OpenLeaves.of(after);
        if (before.isEmpty() ? !leaves.isEmpty() : !OpenLeaves.of(before.get()).equals(leaves)) {
            new OpenLeaves(session).put(after.id(), leaves);
        }
    }

    /** Keeps the index in step with what is written of a head. */
    void follow(ContributionId id, CommitId head, Runnable write) {
        var before = figures(id, head);
        write.run();
        if (!figures(id, head).equals(before)) {
            new Contributions(session)
                    .find(id)
                    .filter(it -> it.head().equals(head))
                    .ifPresent(this::put);
        }
    }

    private void put(Contribution it) {
        var tokens = new TreeSet<>(SearchWords.of(it));
        figures(it.id(), it.head()).forEach(trait -> tokens.add(trait.token()));
        index.put(session, it.id(), tokens);
    }

    private Set<Trait> figures(ContributionId id, CommitId head) {
        int duplicates = figure("d.duplicates", index.checks(), id, head)
                .map(Double::intValue)
                .orElse(0);
        return Trait.of(duplicates, figure("s.score", index.scores(), id, head).orElse(null));
    }

    private Optional<Double> figure(String column, String table, ContributionId id, CommitId head) {
        return session.handle()
                .createQuery("select " + column + " as figure from " + table
                        + " where repository = :repository and number = :number and head = :head")
                .bind("repository", id.repository())
                .bind("number", id.number())
                .bind("head", head.hex())
                .map((row, context) -> Optional.ofNullable(Columns.doubleOrNull(row, "figure")))
                .findOne()
                .flatMap(each -> each);
    }

    /** Fills the index where there is none, as after an upgrade. */
    void fill() {
        if (!index.isEmpty(session)) {
            return;
        }
        new QueueDays(session).fill();
        var last = new ContributionId(Long.MIN_VALUE, 0);
        List<Contribution> some;
        do {
            some = after(last);
            some.forEach(each -> follow(Optional.empty(), each));
            last = some.isEmpty() ? last : some.get(some.size() - 1).id();
        } while (some.size() == AT_ONCE);
    }

    private List<Contribution> after(ContributionId last) {
        return session.handle()
                .createQuery("select c.*, r.owner, r.name, r.installation from contribution c"
                        + " join repository r on r.id = c.repository"
                        + " where (c.repository, c.number) > (:repository, :number)"
                        + " order by c.repository, c.number limit :most")
                .bindMap(Map.of("repository", last.repository(), "number", last.number(), "most", AT_ONCE))
                .map(Contributions::row)
                .list();
    }
}
