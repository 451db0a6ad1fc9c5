package treewarden.store;

import java.util.Set;
import treewarden.domain.JobKind;

/**
 * Which jobs; the latest first.
 *
 * @param states those in one of these; empty for all
 * @param kinds those of one of these; empty for all
 */
public record JobFilter(Set<JobState> states, Set<JobKind> kinds, int limit, int offset) {
    public static final JobFilter ALL = new JobFilter(Set.of(), Set.of(), 100, 0);

    public JobFilter {
        states = Set.copyOf(states);
        kinds = Set.copyOf(kinds);
    }

    public JobFilter in(JobState... only) {
        return new JobFilter(Set.of(only), kinds, limit, offset);
    }

    public JobFilter of(JobKind... only) {
        return new JobFilter(states, Set.of(only), limit, offset);
    }

    public JobFilter page(int rows, int from) {
        return new JobFilter(states, kinds, rows, from);
    }
}
