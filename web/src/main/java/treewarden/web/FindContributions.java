package treewarden.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;
import treewarden.store.ContributionSearch;
import treewarden.store.ContributionSearch.Order;
import treewarden.store.SearchContributions.Found;
import treewarden.store.SearchContributions.Listed;
import treewarden.store.Tables;

/** Finds the contributions that a query asks for, one group after the other. */
final class FindContributions {
    /** As many stand above the one that is open, so that it is in sight without scrolling, and so is where one came from. */
    private static final int ABOVE = 4;

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
        return tables.search().find(search(party, states));
    }

    /**
     * Those that wait for this party, as they stand beside a contribution that does too: where the one before it or the one
     * after it is not among them, what stands around it in their place. They are the same where it is not found with them.
     *
     * @param found as {@link #waitingFor} found them
     */
    List<Listed> beside(ContributionId current, Party party, Found found) {
        var ids = found.page().stream().map(it -> it.contribution().id()).toList();
        int before = (query.page() - 1) * rows;
        int place = ids.indexOf(current);
        boolean hasNeighbours = place >= 0
                && (place > 0 || before == 0)
                && (place < ids.size() - 1 || before + ids.size() >= found.count());
        if (hasNeighbours || found.count() == 0) {
            return found.page();
        }
        var around = tables.search().around(search(party, query.statesOf(party)), current, ABOVE);
        return around.isEmpty() ? found.page() : around;
    }

    private ContributionSearch search(Party party, Set<ContributionState> states) {
        // What is done is looked for by when it was done; what waits, by how long it waits.
        var order = party == Party.NOBODY && query.order() == Order.WAIT ? Order.LATEST : query.order();
        return new ContributionSearch(
                states,
                query.text(),
                query.only().traits(),
                query.only().opened(),
                order,
                rows,
                (query.page() - 1) * rows);
    }
}
