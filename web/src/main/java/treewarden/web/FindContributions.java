package treewarden.web;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;
import treewarden.store.ContributionFilter;
import treewarden.store.ContributionFilter.Order;
import treewarden.store.Tables;

/** Finds the contributions that a query asks for, one group after the other. */
final class FindContributions {
    /** As many contributions of a group as a search for words looks through; the reader is told where it ends there. */
    static final int SEARCHED = 5_000;

    private final Tables tables;
    private final QueueQuery query;
    private final Map<ContributionState, Integer> counts;
    private final int rows;

    /** At most this many rows of each group. */
    FindContributions(Tables tables, QueueQuery query, int rows) {
        this.tables = tables;
        this.query = query;
        this.counts = tables.contributions().countsByState();
        this.rows = rows;
    }

    /**
     * What is found of a group.
     *
     * @param count how many there are, of which {@code rows} are on the query's page
     * @param cut whether there are more than were looked through
     */
    record Found(int count, List<Contribution> rows, boolean cut) {}

    /** How many there are in each state, whatever the query. */
    Map<ContributionState, Integer> counts() {
        return counts;
    }

    /** Those that wait for this party. */
    Found waitingFor(Party party) {
        var states = states(party);
        int count =
                states.stream().mapToInt(state -> counts.getOrDefault(state, 0)).sum();
        if (count == 0) {
            return new Found(0, List.of(), false);
        }
        // What is done is looked for by when it was done; what waits, by how long it waits.
        var order = party == Party.NOBODY ? Order.LATEST_CHANGE : query.order();
        var filter = ContributionFilter.ALL.in(states).by(order);
        int from = (query.page() - 1) * rows;
        if (query.text().isEmpty()) {
            return new Found(count, tables.contributions().list(filter.page(rows, from)), false);
        }
        var found = tables.contributions().list(filter.page(SEARCHED, 0)).stream()
                .filter(query::matches)
                .toList();
        return new Found(found.size(), found.stream().skip(from).limit(rows).toList(), count > SEARCHED);
    }

    private Set<ContributionState> states(Party party) {
        return Arrays.stream(ContributionState.values())
                .filter(state -> state.turn().whose() == party)
                .filter(state -> query.turn() == null || query.turn() == party)
                .filter(state -> query.state() == null || query.state() == state)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ContributionState.class)));
    }
}
