package treewarden.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionId;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;
import treewarden.store.SearchContributions;
import treewarden.store.SearchContributions.Found;
import treewarden.store.SearchContributions.Listed;
import treewarden.store.Tables;
import treewarden.web.session.Visitor;
import treewarden.web.view.Queue;

/** The queue: whose turn it is gives the groups, and those that need a human come first. */
final class ReadQueue {
    /** Rows of a group on its own page. */
    static final int PAGE = 50;

    /** Rows of a group where others stand below it. */
    static final int FIRST = 20;

    private static final List<Party> ORDER =
            List.of(Party.TRIAGER, Party.MAINTAINER, Party.CONTRIBUTOR, Party.QUEUE, Party.NOBODY);

    private final Addresses addresses;

    ReadQueue(Addresses addresses) {
        this.addresses = addresses;
    }

    /**
     * Reads it as it stands beside a contribution.
     *
     * @param current the contribution; null where there is none
     */
    Queue read(Tables tables, QueueQuery query, Instant now, @Nullable Contribution current) {
        return read(tables, new Asked(query, now, current, null, null));
    }

    /** Reads it as it opens for somebody: with what waits for them on top, unless they look for something else. */
    Queue open(Tables tables, QueueQuery query, Instant now, Visitor visitor) {
        var person = visitor.person();
        var moments = new Moments(now);
        var rows = rows(tables, query, moments, null);
        var yours = person == null || query.isFiltered() || query.page() > 1
                ? null
                : yours(FindYourTurn.of(tables, visitor), rows);
        var views = person == null
                ? null
                : new Queue.Views(
                        tables.savedViews().of(person.id()).stream()
                                .map(each -> new Queue.View(each.name(), "/" + each.address()))
                                .toList(),
                        query.toKeep(),
                        visitor.formToken());
        return read(tables, new Asked(query, now, null, yours, views));
    }

    private record Asked(
            QueueQuery query,
            Instant now,
            @Nullable Contribution current,
            Queue.@Nullable Yours yours,
            Queue.@Nullable Views views) {}

    private DescribeRows rows(Tables tables, QueueQuery query, Moments moments, @Nullable ContributionId current) {
        int repositories = tables.repositories().list().size();
        return new DescribeRows(new DescribeRows.Around(addresses, moments, query, repositories, current));
    }

    private static Queue.Yours yours(List<FindYourTurn.Yours> found, DescribeRows rows) {
        return new Queue.Yours(
                found.stream()
                        .limit(FindYourTurn.MOST)
                        .map(each -> new Queue.Waiting(rows.row(each.listed()), each.why()))
                        .toList(),
                found.size() > FindYourTurn.MOST);
    }

    private Queue read(Tables tables, Asked asked) {
        var query = asked.query().in(tables);
        var moments = new Moments(asked.now());
        var find = new FindContributions(tables, query, query.isOneGroup() ? PAGE : FIRST);
        var current = asked.current();
        var rows = rows(tables, query, moments, current == null ? null : current.id());
        var groups = new ArrayList<Queue.Group>();
        var complaints = new ArrayList<>(query.complaints());
        int found = 0;
        for (var party : ORDER) {
            var of = find.waitingFor(party);
            found += of.count();
            if (of.count() > 0) {
                groups.add(group(query, party, of, listed(find, current, party, of), rows));
            }
            if (of.isCut()) {
                complaints.add("Only the newest " + SearchContributions.MOST + " that match under \"" + heading(party)
                        + "\" are sorted and shown; add a word or choose a state to see the others.");
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
                find.counts().values().stream().mapToInt(count -> count).sum(),
                found,
                Arrays.stream(ContributionState.values())
                        .map(each -> new Queue.Choice(
                                each.slug(), each.words(), find.counts().getOrDefault(each, 0)))
                        .toList(),
                query.only().parameters(),
                tables.repositories().list().stream()
                        .map(known -> known.repository().fullName())
                        .toList(),
                groups,
                complaints,
                moments.of(asked.now()),
                asked.yours(),
                asked.views());
    }

    /**
     * A page of all groups, one after the other.
     *
     * @param found how many on all pages
     * @param counts how many there are in each state, whatever the query
     * @param more whether there is another page
     */
    record Listing(List<Listed> rows, int found, Map<ContributionState, Integer> counts, boolean more) {}

    static Listing list(Tables tables, QueueQuery query) {
        var find = new FindContributions(tables, query, PAGE);
        var groups = ORDER.stream().map(find::waitingFor).toList();
        return new Listing(
                groups.stream().flatMap(group -> group.page().stream()).toList(),
                groups.stream().mapToInt(Found::count).sum(),
                find.counts(),
                groups.stream().anyMatch(group -> hasMore(group, query.page())));
    }

    private static boolean hasMore(Found found, int page) {
        return found.count() > page * PAGE && page < QueueQuery.LAST_PAGE;
    }

    /** Beside a contribution its neighbours are always among them, so that one goes from each to the next. */
    private static List<Listed> listed(
            FindContributions find, @Nullable Contribution current, Party party, Found found) {
        return current == null || current.state().turn().whose() != party
                ? found.page()
                : find.beside(current.id(), party, found);
    }

    private static Queue.Group group(
            QueueQuery query, Party party, Found found, List<Listed> listed, DescribeRows rows) {
        var alone = query.turnOf(party);
        int page = query.page();
        boolean isPage = query.isOneGroup() && listed.equals(found.page());
        boolean more = isPage && hasMore(found, page);
        Function<Integer, String> address = number -> "/" + alone.onPage(number).address();
        return new Queue.Group(
                QueueQuery.slug(party),
                heading(party),
                explanation(party),
                found.count(),
                listed.stream().map(rows::row).toList(),
                "/" + alone.address(),
                isPage && page > 1 ? address.apply(page - 1) : null,
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
