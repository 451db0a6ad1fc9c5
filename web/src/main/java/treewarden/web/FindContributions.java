package treewarden.web;

import java.util.Map;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;
import treewarden.store.ContributionSearch;
import treewarden.store.ContributionSearch.Order;
import treewarden.store.SearchContributions.Found;
import treewarden.store.Tables;

/** Finds the contributions that a query asks for, one group after the other. */
final class FindContributions {
    private final Tables tables;
    private final QueueQuery query;
    private final Map<ContributionState, Integer> counts;
    private final int rows;

    /** At most this many rows of each group. */
    FindContributions(Tables tables, QueueQuery query, int rows) {
        this.tables = tables;
        this.query = query.in(tables);
        this.counts = tables.contributions().countsByState();
        this.rows = rows;
    }

    /** How many there are in each state, whatever the query. */
    Map<ContributionState, Integer> counts() {
        return counts;
    }

    /** Those that wait for this party. */
    Found waitingFor(Party party) {
        var states = query.statesOf(party);
        if (states.stream().noneMatch(state -> counts.getOrDefault(state, 0) > 0)) {
            return Found.NOTHING;
        }
        // What is done is looked for by when it was done; what waits, by how long it waits.
        var order = party == Party.NOBODY && query.order() == Order.WAIT ? Order.LATEST : query.order();
        return tables.search()
                .find(new ContributionSearch(
                        states,
                        query.text(),
                        query.only().traits(),
                        query.only().opened(),
                        order,
                        rows,
                        (query.page() - 1) * rows));
    }
}
