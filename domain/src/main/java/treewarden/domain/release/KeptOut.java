package treewarden.domain.release;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * All that no release may hold, to be held against what is made of a leaf: the rows of a data set.
 *
 * @param withdrawals all that there are
 * @param touched folders of the leaves that a pull request among them is known to have touched
 */
public record KeptOut(List<Withdrawal> withdrawals, Set<String> touched) {
    /** Nothing is kept out. */
    public static final KeptOut NOTHING = new KeptOut(List.of(), Set.of());

    public KeptOut {
        withdrawals = List.copyOf(withdrawals);
        touched = Set.copyOf(touched);
    }

    public boolean isNothing() {
        return withdrawals.isEmpty();
    }

    /**
     * Whether something that was made of a leaf is kept out.
     *
     * @param folder of the leaf; empty where it is not known
     * @param pullRequests that are said to have touched it, each such as {@code #12}
     */
    public boolean covers(String folder, Collection<String> pullRequests) {
        return touched.contains(folder)
                || withdrawals.stream().anyMatch(one -> one.covers(folder) || pullRequests.contains(one.what()));
    }
}
