package treewarden.web;

import java.util.List;
import java.util.Map;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;
import treewarden.store.ContributionSearch;
import treewarden.store.ContributionSearch.Order;
import treewarden.store.SearchContributions;
import treewarden.store.SearchContributions.Listed;
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
    record Found(int count, List<Listed> rows, boolean cut) {
        private static final Found NOTHING = new Found(0, List.of(), false);
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
        var search = new ContributionSearch(
                states, query.text(), query.only().traits(), order, rows, (query.page() - 1) * rows);
        var found = tables.search().find(search);
        boolean isNarrowed = !query.text().isEmpty() || !query.only().isNothing();
        boolean cut = isNarrowed && found.count() > SearchContributions.MOST;
        return new Found(cut ? SearchContributions.MOST : found.count(), found.page(), cut);
    }
}
