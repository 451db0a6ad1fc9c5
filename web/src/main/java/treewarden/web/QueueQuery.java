package treewarden.web;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;
import treewarden.domain.Printable;
import treewarden.store.ContributionSearch.Order;
import treewarden.store.Tables;
import treewarden.web.session.Visitor;

/**
 * What the address asks the queue for. The whole view is in the address, so that back, reload and share work.
 *
 * @param text words that must all occur; empty for all
 * @param state only this state; null for all
 * @param turn only those that wait for this party; null for all
 * @param only by what else the list is narrowed
 * @param order in a group
 * @param page counts from 1; only a single group has more than one
 * @param complaints what of the address was not understood, in sentences
 */
record QueueQuery(
        String text,
        @Nullable ContributionState state,
        @Nullable Party turn,
        Narrowing only,
        Order order,
        int page,
        List<String> complaints) {
    /** Whoever wants to see more narrows the list: nobody turns a hundred pages. */
    static final int LAST_PAGE = 100;

    private static final int LONGEST = 200;

    QueueQuery {
        complaints = List.copyOf(complaints);
    }

    /** Reads the address of a request, for whoever sent it. */
    static QueueQuery of(Context ctx) {
        var person = Visitor.of(ctx).person();
        return of(ctx::queryParam, person == null ? "" : person.login());
    }

    /**
     * Reads parameters; what makes no sense is left out and complained of.
     *
     * @param me the login of whoever looks; empty where they are not signed in
     */
    static QueueQuery of(Function<String, @Nullable String> parameters, String me) {
        var complaints = new ArrayList<String>();
        var text = parameter(parameters, "q");
        return new QueueQuery(
                text.substring(0, Math.min(text.length(), LONGEST)),
                named(
                        parameter(parameters, "state"),
                        ContributionState.values(),
                        ContributionState::slug,
                        "state",
                        complaints),
                named(parameter(parameters, "turn"), Party.values(), QueueQuery::slug, "turn", complaints),
                Narrowing.of(parameters, me, complaints),
                order(parameter(parameters, "sort"), complaints),
                page(parameter(parameters, "page"), complaints),
                complaints);
    }

    /** The same with whatever it names looked up; what is not there is left out and complained of. */
    QueueQuery in(Tables tables) {
        var all = new ArrayList<>(complaints);
        return new QueueQuery(text, state, turn, only.in(tables, all), order, page, all);
    }

    private static Order order(String slug, List<String> complaints) {
        for (var each : Order.values()) {
            if (slug(each).equals(slug)) {
                return each;
            }
        }
        if (!slug.isEmpty()) {
            complaints.add("There is no order " + Printable.quoted(slug) + "; the longest wait comes first.");
        }
        return Order.WAIT;
    }

    private static int page(String number, List<String> complaints) {
        if (number.isEmpty()) {
            return 1;
        }
        if (!number.matches("[1-9]\\d{0,5}")) {
            complaints.add("There is no page " + Printable.quoted(number) + "; this is the first.");
            return 1;
        }
        int page = Integer.parseInt(number);
        if (page > LAST_PAGE) {
            complaints.add("The list ends at page " + LAST_PAGE + ", which this is; choose a state or add a word to see"
                    + " what comes after it.");
        }
        return Math.min(page, LAST_PAGE);
    }

    static String slug(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String sort() {
        return slug(order);
    }

    boolean isFiltered() {
        return !text.isEmpty() || state != null || turn != null || !only.isNothing();
    }

    /** The address of this view, wherever in it one is; empty where it is the view that everybody begins with. */
    String toKeep() {
        return onPage(1).address();
    }

    /** Whether all that it finds waits for the same party. */
    boolean isOneGroup() {
        return state != null || turn != null;
    }

    /** Those states that are asked for and in which it is this party's turn. */
    Set<ContributionState> statesOf(Party party) {
        return Arrays.stream(ContributionState.values())
                .filter(each -> each.turn().whose() == party)
                .filter(each -> turn == null || turn == party)
                .filter(each -> state == null || state == each)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ContributionState.class)));
    }

    QueueQuery onPage(int another) {
        return new QueueQuery(text, state, turn, only, order, another, List.of());
    }

    QueueQuery turnOf(Party party) {
        return new QueueQuery(text, state, party, only, order, 1, List.of());
    }

    /** Each parameter of the address with its value, in its order; empty where it is as usual. */
    Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("q", text);
        parameters.put("state", state == null ? "" : state.slug());
        parameters.put("turn", turn == null ? "" : slug(turn));
        parameters.putAll(only.parameters());
        parameters.put("sort", order == Order.WAIT ? "" : sort());
        parameters.put("page", page == 1 ? "" : Integer.toString(page));
        return parameters;
    }

    /** This view as the end of an address: empty, or with a question mark in front. */
    String address() {
        var said = parameters().entrySet().stream()
                .filter(parameter -> !parameter.getValue().isEmpty())
                .map(parameter -> parameter.getKey() + "=" + Addresses.encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return said.isEmpty() ? "" : "?" + said;
    }

    static String parameter(Function<String, @Nullable String> parameters, String name) {
        var value = parameters.apply(name);
        return value == null ? "" : value.strip();
    }

    static <T> @Nullable T named(
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
