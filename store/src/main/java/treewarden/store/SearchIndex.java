package treewarden.store;

import java.util.ArrayList;
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

    /** The samples as {@code s}, of which only the key and the score are read. */
    String scores();

    /** The checks as {@code d}, of which only the key and the number of duplicates are read. */
    String checks();

    /** What is asked for in the database's own language of queries. */
    String query(ContributionSearch search);

    /** A query in a language with these words for and and or. */
    static String query(ContributionSearch search, String and, String or, UnaryOperator<String> term) {
        var parts = new ArrayList<String>();
        parts.add(search.states().stream()
                .map(state -> term.apply(Trait.state(state).token()))
                .sorted()
                .collect(Collectors.joining(or, "(", ")")));
        search.traits().stream().map(Trait::token).map(term).forEach(parts::add);
        SearchWords.asked(search.text()).stream().map(term).forEach(parts::add);
        return String.join(and, parts);
    }
}
