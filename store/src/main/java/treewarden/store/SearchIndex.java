package treewarden.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import treewarden.domain.ContributionId;

/** The index of words and traits, which each database keeps in its own way. */
interface SearchIndex {
    /** In place of what was there of the contribution. */
    void put(Session session, ContributionId contribution, Set<String> tokens);

    /** Whether there is nothing in it. */
    boolean isEmpty(Session session);

    /** Selects {@code repository} and {@code number} of at most {@code :most} that match {@code :query}, the newest first. */
    String candidates();

    /** Before {@link #candidates} are asked for, in the same transaction. */
    void prepare(Session session);

    /** What is asked for in the database's own language of queries. */
    String query(ContributionSearch search, LocalDate today);

    /**
     * A language of queries.
     *
     * @param andNot between what has to be there and what must not
     * @param term a word as it is asked for
     */
    record Language(String and, String or, String andNot, UnaryOperator<String> term) {
        String query(ContributionSearch search, LocalDate today) {
            var parts = new ArrayList<String>();
            parts.add(any(search.states().stream().map(Trait::state).toList()));
            var opened = search.opened();
            if (opened != null && opened.side() == Opened.Side.WITHIN) {
                parts.add(any(opened.traits(today)));
            }
            search.traits().stream().map(Trait::token).map(term).forEach(parts::add);
            SearchWords.asked(search.text()).stream().map(term).forEach(parts::add);
            var all = String.join(and, parts);
            return opened != null && opened.side() == Opened.Side.BEFORE
                    ? "(" + all + ")" + andNot + any(opened.traits(today))
                    : all;
        }

        private String any(List<Trait> traits) {
            return traits.stream().map(Trait::token).map(term).sorted().collect(Collectors.joining(or, "(", ")"));
        }
    }
}
