package treewarden.sdg.engine;

import java.util.List;
import java.util.Optional;

/** What a run has taken from its budgets and not used yet. Used by the engine's thread alone. */
final class Purse {
    /** Requests' worth of tokens that are taken at once: a durable write takes milliseconds, and we send hundreds a second. */
    private static final int REQUESTS = 32;

    private static final class Lease {
        private final Budget budget;
        private long free;
        private boolean dry;

        Lease(Budget budget) {
            this.budget = budget;
        }

        boolean covers(long tokens) {
            if (free < tokens && !dry) {
                long wanted = Math.max(tokens - free, tokens * REQUESTS);
                long got = budget.take(wanted);
                dry = got < wanted;
                free += got;
            }
            return free >= tokens;
        }
    }

    private final List<Lease> leases;

    Purse(List<Budget> budgets) {
        leases = budgets.stream()
                .filter(budget -> budget != Budget.UNLIMITED)
                .map(Lease::new)
                .toList();
    }

    /** Sets tokens aside in each budget. The first budget that has not enough of them says so, and none is touched. */
    Optional<String> reserve(long tokens) {
        for (var lease : leases) {
            if (!lease.covers(tokens)) {
                return Optional.of(lease.budget.words());
            }
        }
        leases.forEach(lease -> lease.free -= tokens);
        return Optional.empty();
    }

    /** What was set aside was used, more or less of it. */
    void settle(long reserved, long used) {
        for (var lease : leases) {
            lease.free += reserved - used;
            // It is not asked again for every question that waits, but whenever something has changed.
            lease.dry = false;
        }
    }

    /** Gives back what is left. What is still set aside stays counted: nobody knows what became of those requests. */
    void close() {
        for (var lease : leases) {
            if (lease.free > 0) {
                lease.budget.giveBack(lease.free);
            } else if (lease.free < 0) {
                lease.budget.take(-lease.free);
            }
            lease.free = 0;
        }
    }
}
