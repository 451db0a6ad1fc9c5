package treewarden.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import treewarden.domain.Contribution;
import treewarden.domain.ContributionState;

/** How many contributions there are in each state, counted as they come and move on, as each page shows it. */
final class StateCounts {
    private final Session session;

    StateCounts(Session session) {
        this.session = session;
    }

    /** A state without any may be missing. */
    Map<ContributionState, Integer> all() {
        var counts = new EnumMap<ContributionState, Integer>(ContributionState.class);
        session.handle()
                .createQuery("select state, contributions from state_count where contributions > 0")
                .map((row, context) ->
                        Map.entry(ContributionState.ofSlug(row.getString("state")), row.getInt("contributions")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    /** By how many each state has more or fewer after the decisions of one transaction. */
    record Moves(Map<ContributionState, Integer> by) {
        static final Moves NONE = new Moves(Map.of());

        Moves with(Optional<Contribution> before, Contribution after) {
            if (before.map(it -> it.state() == after.state()).orElse(false)) {
                return this;
            }
            var sum = new EnumMap<ContributionState, Integer>(ContributionState.class);
            sum.putAll(by);
            before.ifPresent(it -> sum.merge(it.state(), -1, Integer::sum));
            sum.merge(after.state(), 1, Integer::sum);
            return new Moves(sum);
        }
    }

    /** In the order of the states, so that two transactions do not wait for each other. */
    void add(Moves moves) {
        moves.by()
                .forEach((state, change) -> session.handle()
                        .createUpdate("""
                        insert into state_count (state, contributions) values (:state, :change)
                        on conflict (state) do update set contributions = state_count.contributions + excluded.contributions
                        """)
                        .bind("state", state.slug())
                        .bind("change", change)
                        .execute());
    }
}
