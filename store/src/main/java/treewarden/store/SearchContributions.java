package treewarden.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** The page that is asked for. */
    public List<Contribution> list(ContributionSearch search) {
        var ids = search.isPlain() ? byState(search) : candidates();
        var query = session.handle()
                .createQuery("select c.*, r.owner, r.name, r.installation from ("
                        + ids + " order by " + search.order().sql("f") + " limit :limit offset :offset) p"
                        + " join contribution c on c.repository = p.repository and c.number = p.number"
                        + " join repository r on r.id = c.repository order by "
                        + search.order().sql("c"))
                .bind("limit", search.limit())
                .bind("offset", search.offset());
        if (search.isPlain()) {
            query.bind("to", (long) search.offset() + search.limit());
        } else {
            query.bind("query", index.query(search)).bind("most", MOST);
        }
        return query.map(Contributions::row).list();
    }

    /** How many there are on all pages: at most one more than {@link #MOST} where words or traits are asked for. */
    public int count(ContributionSearch search) {
        if (search.isPlain()) {
            return session.handle()
                    .createQuery("select count(*) from contribution where state in (<states>)")
                    .bindList(
                            "states",
                            search.states().stream()
                                    .map(ContributionState::slug)
                                    .toList())
                    .mapTo(Integer.class)
                    .one();
        }
        return session.handle()
                .createQuery("select count(*) from (" + index.candidates() + ") t")
                .bind("query", index.query(search))
                .bind("most", MOST + 1)
                .mapTo(Integer.class)
                .one();
    }

    /** Of every state as many rows as the page can hold, in its order. */
    private static String byState(ContributionSearch search) {
        var order = search.order();
        return search.states().stream()
                .sorted()
                .map(state -> "select * from (select c.repository, c.number"
                        + (order == ContributionSearch.Order.NUMBER ? "" : ", c." + order.column())
                        + " from contribution c where c.state = '" + state.slug() + "' order by " + order.sql("c")
                        + " limit :to) s")
                .collect(Collectors.joining(" union all ", "select * from (", ") f"));
    }

    private String candidates() {
        return "select f.repository, f.number from (" + index.candidates()
                + ") t join contribution f on f.repository = t.repository and f.number = t.number";
    }

    /**
     * What waits for one person, the longest wait first: what anybody of their role can do and nobody else looks after,
     * what they look after, and what they are to change.
     *
     * @param role states in which somebody of their role is expected to act; none for somebody without a role
     * @param cared states in which whoever looks after it is
     * @param own states in which the contributor is
     */
    public List<Contribution> waitingFor(
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
        return session.handle()
                .createQuery("select c.*, r.owner, r.name, r.installation from (" + parts + ") p"
                        + " join contribution c on c.repository = p.repository and c.number = p.number"
                        + " join repository r on r.id = c.repository"
                        + " order by c.state_since, c.repository, c.number limit :limit")
                .bind("person", person)
                .bind("limit", limit)
                .map(Contributions::row)
                .list();
    }

    private static Stream<String> part(Set<ContributionState> states, String whose) {
        return states.stream()
                .sorted()
                .map(state -> "select * from (select c.repository, c.number from contribution c where c.state = '"
                        + state.slug() + "' and " + whose + " order by c.state_since limit :limit) s");
    }

    /** Keeps the index in step with a decision. */
    void follow(Optional<Contribution> before, Contribution after) {
        var tokens = SearchWords.of(after);
        if (before.isEmpty() || !SearchWords.of(before.get()).equals(tokens)) {
            index.put(session, after.id(), tokens);
        }
        var leaves = OpenLeaves.of(after);
        if (before.isEmpty() ? !leaves.isEmpty() : !OpenLeaves.of(before.get()).equals(leaves)) {
            new OpenLeaves(session).put(after.id(), leaves);
        }
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
