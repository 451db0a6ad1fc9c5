package treewarden.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import treewarden.domain.ContributionId;
import treewarden.store.SearchContributions.Listed;

/**
 * Finds what stands around a contribution in a list of whole states. It starts from the contribution's own place in the
 * index that has the order and reads up and down from there, so that nobody counts how many stand before it.
 */
final class FindAround {
    private final Session session;

    FindAround(Session session) {
        this.session = session;
    }

    /** @param value of the column that has the order */
    private record Place(ContributionId id, String state, Object value) {}

    /** At most {@code most} above it, then it, then as many as the limit leaves; nothing where it is in another state. */
    List<Listed> of(ContributionSearch search, ContributionId id, int most) {
        var place = session.handle()
                .createQuery("select c.state, " + search.order().columns("c")
                        + " from contribution c where c.repository = :repository and c.number = :number")
                .bind("repository", id.repository())
                .bind("number", id.number())
                .map((row, context) -> new Place(id, row.getString("state"), row.getObject("place")))
                .findOne()
                .filter(found ->
                        search.states().stream().anyMatch(state -> state.slug().equals(found.state())));
        if (place.isEmpty()) {
            return List.of();
        }
        var order = search.order();
        var above = new ArrayList<>(near(search, place.get(), order::above, order::backwards, most));
        Collections.reverse(above);
        var below = near(search, place.get(), order::below, order::sql, search.limit() - above.size());
        return Stream.concat(above.stream(), below.stream()).toList();
    }

    /** The nearest first. Each state is read from the index that has this order, so that the database merges no more of them. */
    private List<Listed> near(
            ContributionSearch search,
            Place place,
            Function<String, List<String>> side,
            UnaryOperator<String> sorted,
            int most) {
        var order = search.order();
        var parts = search.states().stream()
                .sorted()
                .flatMap(state -> side.apply("c").stream()
                        .map(condition -> "select " + order.columns("c") + " from contribution c where c.state = '"
                                + state.slug() + "' and " + condition))
                .collect(Collectors.joining(" union all "));
        return session.handle()
                .createQuery(SearchContributions.listed(
                        "c.*", parts + " order by " + sorted.apply("") + " limit :most", sorted.apply("p.")))
                .bind("repository", place.id().repository())
                .bind("number", place.id().number())
                .bind("place", place.value())
                .bind("most", most)
                .map(SearchContributions::row)
                .list();
    }
}
