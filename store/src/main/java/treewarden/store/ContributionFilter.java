package treewarden.store;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.ContributionState;
import treewarden.domain.Party;

/**
 * Which contributions, in which order.
 *
 * @param states those in one of these; empty for all
 * @param repository those of this repository; null for all
 * @param offset how many are passed over
 */
public record ContributionFilter(
        Set<ContributionState> states, @Nullable Long repository, Order order, int limit, int offset) {
    /** All contributions, the one that waits longest first, at most 100. */
    public static final ContributionFilter ALL = new ContributionFilter(Set.of(), null, Order.LONGEST_WAIT, 100, 0);

    /** In which order they are listed. */
    public enum Order {
        /** The one first that is longest in its state. */
        LONGEST_WAIT,
        /** The one first that changed last. */
        LATEST_CHANGE,
        /** By whose turn it is, in the order of {@link Party}; within that the longest wait first. */
        TURN
    }

    public ContributionFilter {
        states = Set.copyOf(states);
        if (limit < 1 || offset < 0) {
            throw new IllegalArgumentException("a page has at least one row and starts at zero or later");
        }
    }

    /** Those in which it is this party's turn. */
    public ContributionFilter turnOf(Party party) {
        return in(Arrays.stream(ContributionState.values())
                .filter(state -> state.turn().whose() == party)
                .collect(Collectors.toUnmodifiableSet()));
    }

    public ContributionFilter in(Set<ContributionState> only) {
        return new ContributionFilter(only, repository, order, limit, offset);
    }

    public ContributionFilter of(long onlyRepository) {
        return new ContributionFilter(states, onlyRepository, order, limit, offset);
    }

    public ContributionFilter by(Order another) {
        return new ContributionFilter(states, repository, another, limit, offset);
    }

    public ContributionFilter page(int rows, int from) {
        return new ContributionFilter(states, repository, order, rows, from);
    }
}
