package treewarden.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import treewarden.domain.ContributionState;

/**
 * What the queue is asked for.
 *
 * @param states in one of these: at least one
 * @param text words that all occur, or begin one that occurs; empty for all
 * @param traits that it has, all of them
 * @param opened how long ago it was opened; null for whenever
 * @param offset how many are passed over
 */
public record ContributionSearch(
        Set<ContributionState> states,
        String text,
        List<Trait> traits,
        @Nullable Opened opened,
        Order order,
        int limit,
        int offset) {
    /** In which order they are listed. */
    public enum Order {
        /** The one first that is longest in its state. */
        WAIT("state_since", ", repository, number"),
        /** The one first that changed last. */
        LATEST("updated_at", " desc, repository, number"),
        /** The one first that was opened first. */
        AGE("opened_at", ", repository, number"),
        /** The highest number first. */
        NUMBER("number", " desc, repository"),
        /** The one first that has the most errors. */
        FINDINGS("errors", " desc, repository, number"),
        /** The one first of whose sample the least was kept; last those without one. */
        YIELD("sample_share", ", repository, number"),
        /** The one first whose sample the judge scored lowest; last those without a score. */
        SCORE("sample_score", ", repository, number"),
        /** The one first of whose examples the most are known from elsewhere. */
        DUPLICATES("known_examples", " desc, repository, number");

        private final String column;
        private final String rest;

        Order(String column, String rest) {
            this.column = column;
            this.rest = rest;
        }

        /** What of a contribution has to be selected for {@link #sql}. */
        String columns(String table) {
            return table + ".repository as repository, " + table + ".number as number, " + table + "." + column
                    + " as place";
        }

        /** The order of what was selected, as {@code prefix} calls it. */
        String sql(String prefix) {
            return prefix + "place" + rest.replace(", ", ", " + prefix);
        }
    }

    public ContributionSearch {
        states = states.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(states));
        traits = List.copyOf(traits);
        if (states.isEmpty() || limit < 1 || offset < 0) {
            throw new IllegalArgumentException("a search has a state and a page, which starts at zero or later");
        }
    }

    /** Whenever it was opened. */
    public ContributionSearch(
            Set<ContributionState> states, String text, List<Trait> traits, Order order, int limit, int offset) {
        this(states, text, traits, null, order, limit, offset);
    }

    /** Whether all in these states are meant. */
    boolean isPlain() {
        return traits.isEmpty() && opened == null && SearchWords.asked(text).isEmpty();
    }
}
