package treewarden.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;
import treewarden.domain.Printable;
import treewarden.store.ContributionFilter.Order;

/**
 * What the address asks the queue for. The whole view is in the address, so that back, reload and share work.
 *
 * @param text words that must all occur; empty for all
 * @param state only this state; null for all
 * @param turn only those that wait for this party; null for all
 * @param order in a group
 * @param page counts from 1; only a single group has more than one
 * @param complaints what of the address was not understood, in sentences
 */
record QueueQuery(
        String text,
        @Nullable ContributionState state,
        @Nullable Party turn,
        Order order,
        int page,
        List<String> complaints) {
    private static final int LONGEST = 200;

    QueueQuery {
        complaints = List.copyOf(complaints);
    }

    /** Reads parameters; what makes no sense is left out and complained of. */
    static QueueQuery of(Function<String, @Nullable String> parameters) {
        var complaints = new ArrayList<String>();
        var text = parameter(parameters, "q");
        var state = parameter(parameters, "state");
        var turn = parameter(parameters, "turn");
        var order = parameter(parameters, "sort");
        var page = parameter(parameters, "page");
        if (!order.isEmpty() && !order.equals("latest") && !order.equals("wait")) {
            complaints.add("There is no order " + Printable.quoted(order) + "; the longest wait comes first.");
        }
        if (!page.isEmpty() && !page.matches("[1-9]\\d{0,5}")) {
            complaints.add("There is no page " + Printable.quoted(page) + "; this is the first.");
            page = "";
        }
        return new QueueQuery(
                text.substring(0, Math.min(text.length(), LONGEST)),
                named(state, ContributionState.values(), ContributionState::slug, "state", complaints),
                named(turn, Party.values(), QueueQuery::slug, "turn", complaints),
                order.equals("latest") ? Order.LATEST_CHANGE : Order.LONGEST_WAIT,
                page.isEmpty() ? 1 : Integer.parseInt(page),
                complaints);
    }

    static String slug(Party party) {
        return party.name().toLowerCase(Locale.ROOT);
    }

    String sort() {
        return order == Order.LATEST_CHANGE ? "latest" : "wait";
    }

    boolean isFiltered() {
        return !text.isEmpty() || state != null || turn != null;
    }

    /** Whether every word stands in what a row shows of the contribution. */
    boolean matches(Contribution contribution) {
        var shown = Stream.concat(
                        Stream.of(
                                contribution.title(),
                                contribution.author().login(),
                                contribution.repository().owner() + "/"
                                        + contribution.repository().name() + "#"
                                        + contribution.id().number()),
                        contribution.leaves().stream())
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("\\s+")).allMatch(shown::contains);
    }

    QueueQuery onPage(int another) {
        return new QueueQuery(text, state, turn, order, another, List.of());
    }

    QueueQuery turnOf(Party party) {
        return new QueueQuery(text, state, party, order, 1, List.of());
    }

    /** This view as the end of an address: empty, or with a question mark in front. */
    String address() {
        var parameters = new ArrayList<String>();
        if (!text.isEmpty()) {
            parameters.add("q=" + Addresses.encoded(text));
        }
        if (state != null) {
            parameters.add("state=" + state.slug());
        }
        if (turn != null) {
            parameters.add("turn=" + slug(turn));
        }
        if (order == Order.LATEST_CHANGE) {
            parameters.add("sort=latest");
        }
        if (page > 1) {
            parameters.add("page=" + page);
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    private static String parameter(Function<String, @Nullable String> parameters, String name) {
        var value = parameters.apply(name);
        return value == null ? "" : value.strip();
    }

    private static <T> @Nullable T named(
            String slug, T[] all, Function<T, String> slugOf, String what, List<String> complaints) {
        if (slug.isEmpty()) {
            return null;
        }
        for (T each : all) {
            if (slugOf.apply(each).equals(slug)) {
                return each;
            }
        }
        complaints.add("There is no " + what + " " + Printable.quoted(slug) + "; all are shown.");
        return null;
    }
}
