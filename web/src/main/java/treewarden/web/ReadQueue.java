package treewarden.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;
import treewarden.store.ContributionFilter;
import treewarden.store.ContributionFilter.Order;
import treewarden.store.Tables;
import treewarden.web.view.Queue;

/** The queue: whose turn it is gives the groups, and those that need a human come first. */
final class ReadQueue {
    /** Rows of a group on one page. */
    static final int PAGE = 200;

    /** As many contributions of a group as a search looks through. */
    private static final int SEARCHED = 5_000;

    private static final List<Party> ORDER =
            List.of(Party.TRIAGER, Party.MAINTAINER, Party.CONTRIBUTOR, Party.QUEUE, Party.NOBODY);

    private final Addresses addresses;

    ReadQueue(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Reads it.
     *
     * @param current the contribution beside it; null where the queue stands alone
     */
    Queue read(Tables tables, QueueQuery query, Instant now, @Nullable ContributionId current) {
        var moments = new Moments(now);
        var counts = tables.contributions().countsByState();
        int repositories = tables.repositories().list().size();
        var rows = new DescribeRows(new DescribeRows.Around(addresses, moments, query, repositories, current));
        var groups = new ArrayList<Queue.Group>();
        int found = 0;
        for (var party : ORDER) {
            var states = states(party, query);
            if (states.isEmpty()) {
                continue;
            }
            var matching = matching(tables, query, party, states, counts);
            found += matching.count();
            if (matching.count() > 0) {
                groups.add(group(query, party, matching, rows));
            }
        }
        var state = query.state();
        var turn = query.turn();
        return new Queue(
                "/" + query.address(),
                query.text(),
                state == null ? "" : state.slug(),
                turn == null ? "" : QueueQuery.slug(turn),
                query.sort(),
                query.isFiltered(),
                counts.values().stream().mapToInt(count -> count).sum(),
                found,
                Arrays.stream(ContributionState.values())
                        .map(each -> new Queue.Choice(each.slug(), each.words(), counts.getOrDefault(each, 0)))
                        .toList(),
                groups,
                query.complaints(),
                moments.of(now));
    }

    /** The contributions of all groups, one after the other. */
    List<Contribution> list(Tables tables, QueueQuery query) {
        var counts = tables.contributions().countsByState();
        return ORDER.stream()
                .filter(party -> !states(party, query).isEmpty())
                .flatMap(party -> matching(tables, query, party, states(party, query), counts).rows().stream())
                .toList();
    }

    private record Matching(int count, List<Contribution> rows) {}

    private static Matching matching(
            Tables tables,
            QueueQuery query,
            Party party,
            Set<ContributionState> states,
            Map<ContributionState, Integer> counts) {
        // What is done is looked for by when it was done; what waits, by how long it waits.
        var order = party == Party.NOBODY ? Order.LATEST_CHANGE : query.order();
        var filter = ContributionFilter.ALL.in(states).by(order);
        int from = (query.page() - 1) * PAGE;
        if (query.text().isEmpty()) {
            int count = states.stream()
                    .mapToInt(state -> counts.getOrDefault(state, 0))
                    .sum();
            return new Matching(
                    count, count == 0 ? List.of() : tables.contributions().list(filter.page(PAGE, from)));
        }
        var found = tables.contributions().list(filter.page(SEARCHED, 0)).stream()
                .filter(query::matches)
                .toList();
        return new Matching(found.size(), found.stream().skip(from).limit(PAGE).toList());
    }

    private static Set<ContributionState> states(Party party, QueueQuery query) {
        return Arrays.stream(ContributionState.values())
                .filter(state -> state.turn().whose() == party)
                .filter(state -> query.turn() == null || query.turn() == party)
                .filter(state -> query.state() == null || query.state() == state)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ContributionState.class)));
    }

    private static Queue.Group group(QueueQuery query, Party party, Matching matching, DescribeRows rows) {
        var alone = query.turnOf(party);
        int page = query.page();
        boolean more = matching.count() > page * PAGE;
        Function<Integer, String> address = number -> "/" + alone.onPage(number).address();
        return new Queue.Group(
                QueueQuery.slug(party),
                heading(party),
                explanation(party),
                matching.count(),
                matching.rows().stream().map(rows::row).toList(),
                "/" + alone.address(),
                page > 1 ? address.apply(page - 1) : null,
                more ? address.apply(page + 1) : null);
    }

    private static String heading(Party party) {
        return switch (party) {
            case TRIAGER -> "Waiting for a triager";
            case MAINTAINER -> "Waiting for a maintainer";
            case CONTRIBUTOR -> "Waiting for the contributor";
            case QUEUE -> "In the queue";
            case NOBODY -> "Done";
        };
    }

    private static String explanation(Party party) {
        return switch (party) {
            case TRIAGER -> "Checked and sampled. Read, then decide.";
            case MAINTAINER -> "A go, a second opinion or a merge is wanted.";
            case CONTRIBUTOR -> "Something is to be changed. A push brings it back by itself.";
            case QUEUE -> "Treewarden is at it. Nothing to do.";
            case NOBODY -> "Closed, rejected or released.";
        };
    }
}
