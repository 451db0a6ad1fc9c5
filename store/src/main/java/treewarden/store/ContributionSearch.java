package treewarden.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
        WAIT("state_since", Begins.LOW),
        /** The one first that changed last. */
        LATEST("updated_at", Begins.HIGH),
        /** The one first that was opened first. */
        AGE("opened_at", Begins.LOW),
        /** The highest number first. */
        NUMBER("number", Begins.HIGH, "repository"),
        /** The one first that has the most errors. */
        FINDINGS("errors", Begins.HIGH),
        /** The one first of whose sample the least was kept; last those without one. */
        YIELD("sample_share", Begins.LOW),
        /** The one first whose sample the judge scored lowest; last those without a score. */
        SCORE("sample_score", Begins.LOW),
        /** The one first of whose examples the most are known from elsewhere. */
        DUPLICATES("known_examples", Begins.HIGH);

        private enum Begins {
            LOW,
            HIGH
        }

        private final String column;
        private final Begins begins;
        /** What tells those apart that are alike in the column. */
        private final List<String> rest;

        Order(String column, Begins begins, String... rest) {
            this.column = column;
            this.begins = begins;
            this.rest = rest.length == 0 ? List.of("repository", "number") : List.of(rest);
        }

        /** What of a contribution has to be selected for {@link #sql}. */
        String columns(String table) {
            return table + ".repository as repository, " + table + ".number as number, " + table + "." + column
                    + " as place";
        }

        /** The order of what was selected, as {@code prefix} calls it. */
        String sql(String prefix) {
            return sorted(prefix, begins == Begins.HIGH ? " desc" : "", "");
        }

        /** The same from its end. */
        String backwards(String prefix) {
            return sorted(prefix, begins == Begins.HIGH ? "" : " desc", " desc");
        }

        private String sorted(String prefix, String place, String others) {
            return prefix + "place" + place
                    + rest.stream().map(each -> ", " + prefix + each + others).collect(Collectors.joining());
        }

        /**
         * Which of a table's rows stand above the contribution {@code :repository} and {@code :number}, whose column is
         * {@code :place}. They are two conditions, as an index is searched by each of them and by none that has both.
         */
        List<String> above(String table) {
            return from(table, begins == Begins.HIGH ? ">" : "<", "<");
        }

        /** And which stand below it; it is one of them itself. */
        List<String> below(String table) {
            return from(table, begins == Begins.HIGH ? "<" : ">", ">=");
        }

        private List<String> from(String table, String place, String others) {
            var names = rest.stream().map(each -> table + "." + each).toList();
            var values = rest.stream().map(each -> ":" + each).toList();
            return List.of(
                    table + "." + column + " = :place and " + row(names) + " " + others + " " + row(values),
                    table + "." + column + " " + place + " :place");
        }

        private static String row(List<String> columns) {
            return columns.size() == 1 ? columns.get(0) : "(" + String.join(", ", columns) + ")";
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

    /** The same from another place on. */
    ContributionSearch from(int its) {
        return new ContributionSearch(states, text, traits, opened, order, limit, its);
    }

    /** Whether all in these states are meant. */
    boolean isPlain() {
        return traits.isEmpty() && opened == null && SearchWords.asked(text).isEmpty();
    }
}
