package treewarden.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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

    /**
     * What stands around a contribution in the list that the search finds: at most {@code above} before it, then it, then
     * as many as the limit leaves. Where the search begins does not matter here. Empty where it is not in the list.
     */
    public List<Listed> around(ContributionSearch search, ContributionId id, int above) {
        if (search.isPlain()) {
            return new FindAround(session).of(search, id, Math.min(above, search.limit() - 1));
        }
        return placeByWords(search, id)
                .map(place -> byWords(search.from(Math.max(0, place - 1 - Math.min(above, search.limit() - 1))))
                        .page())
                .orElse(List.of());
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
        var sql = "with t as materialized (" + index.candidates() + ") "
                + listed("c.*, (select count(*) from t) as found", page(sorted(order), order), order);
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

    /** The how manyth it is of those that are sorted. */
    private Optional<Integer> placeByWords(ContributionSearch search, ContributionId id) {
        var order = search.order();
        var places = "select m.repository, m.number, row_number() over (order by " + order.sql("m.") + ") as nth from ("
                + sorted(order) + ") m";
        return indexed(
                        "with t as materialized (" + index.candidates() + ") select s.nth from (" + places
                                + ") s where s.repository = :repository and s.number = :number",
                        search)
                .bind("repository", id.repository())
                .bind("number", id.number())
                .mapTo(Integer.class)
                .findOne();
    }

    /** Those of the index that are sorted, where it is {@code t}. */
    private static String sorted(ContributionSearch.Order order) {
        return "select " + order.columns("f") + " from (select * from t limit " + MOST + ") n"
                + " join contribution f on f.repository = n.repository and f.number = n.number";
    }

    private Query indexed(String sql, ContributionSearch search) {
        index.prepare(session);
        return session.handle()
                .createQuery(sql)
                .bind("query", index.query(search, today()))
                .bind("most", MOST + 1);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(Instant.ofEpochMilli(session.now()), ZoneOffset.UTC);
    }

    private static String page(String ids, ContributionSearch.Order order) {
        return ids + " order by " + order.sql("") + " limit :limit offset :offset";
    }

    private static Query paged(Query query, ContributionSearch search) {
        return query.bind("limit", search.limit()).bind("offset", search.offset());
    }

    private static String listed(String columns, String ids, ContributionSearch.Order order) {
        return listed(columns, ids, order.sql("p."));
    }

    /** What {@link #row} needs of those whose keys and place are selected as {@code p}. */
    static String listed(String columns, String ids, String sorted) {
        return "select " + columns + ", r.owner, r.name, r.installation from (" + ids + ") p"
                + " join contribution c on c.repository = p.repository and c.number = p.number"
                + " join repository r on r.id = c.repository order by " + sorted;
    }

    static Listed row(ResultSet row, StatementContext context) throws SQLException {
        var figures = HeadFigures.row(row, context);
        return new Listed(Contributions.row(row, context), figures.score(), figures.knownExamples());
    }

    /**
     * What waits for one person, the longest wait first: what anybody of their role can do and nobody else looks after,
     * what they look after, and what they are to change. What is to be judged waits for nobody who contributed it.
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
                        part(role, SearchContributions::open),
                        part(cared, state -> "c.assignee_id = :person"),
                        part(own, state -> "c.author_id = :person"))
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

    /** What is their own is looked up by its author, so that the index of what waits need not hold who that is. */
    private static String open(ContributionState state) {
        var free = "(c.assignee_id is null or c.assignee_id = :person)";
        return state.waitsForJudgement()
                ? free + " and (c.repository, c.number) not in (select o.repository, o.number from contribution o"
                        + " where o.author_id = :person and o.state = '" + state.slug() + "')"
                : free;
    }

    private static Stream<String> part(Set<ContributionState> states, Function<ContributionState, String> whose) {
        return states.stream()
                .sorted()
                .map(state -> "select * from (select " + ContributionSearch.Order.WAIT.columns("c")
                        + " from contribution c where c.state = '" + state.slug() + "' and " + whose.apply(state)
                        + " order by "
                        + ContributionSearch.Order.WAIT.sql("") + " limit :limit) w");
    }

    /** Keeps the index in step with a decision. */
    void follow(Optional<Contribution> before, Contribution after) {
        boolean isNewHead = before.isEmpty() || !before.get().head().equals(after.head());
        if (isNewHead) {
            new HeadFigures(session).take(after.id(), after.head());
        }
        if (isNewHead || !SearchWords.of(before.get()).equals(SearchWords.of(after))) {
            put(after);
        }
        followLeaves(before, after);
    }

    private void followLeaves(Optional<Contribution> before, Contribution after) {
        var leaves = OpenLeaves.of(after);
        if (before.isEmpty() ? !leaves.isEmpty() : !OpenLeaves.of(before.get()).equals(leaves)) {
            new OpenLeaves(session).put(after.id(), leaves);
        }
    }

    /** Keeps the index in step with what was written of a head. */
    void follow(ContributionId id, CommitId head) {
        var figures = new HeadFigures(session);
        var before = figures.of(id);
        figures.take(id, head);
        if (!figures.of(id).equals(before)) {
            new Contributions(session).find(id).ifPresent(this::put);
        }
    }

    private void put(Contribution it) {
        var tokens = new TreeSet<>(SearchWords.of(it));
        Trait.of(new HeadFigures(session).of(it.id())).forEach(trait -> tokens.add(trait.token()));
        index.put(session, it.id(), tokens);
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
            some.forEach(each -> {
                put(each);
                followLeaves(Optional.empty(), each);
            });
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
