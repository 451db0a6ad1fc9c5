package treewarden.domain.release;

import java.util.List;
import treewarden.domain.release.GateCriterion.State;

/**
 * What the gate says of a candidate, with every number.
 *
 * @param rule the name of the rule: its version and the digest of its numbers
 */
public record GateVerdict(Outcome outcome, String rule, List<GateCriterion> criteria) {
    /** What it comes to. */
    public enum Outcome {
        PASSED("passed"),
        /** At least one criterion failed. */
        WORSE("did not pass"),
        /** None failed, but not all are met: a person decides. */
        INCONCLUSIVE("inconclusive, a person decides");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public GateVerdict {
        criteria = List.copyOf(criteria);
    }

    /** What the criteria come to together. */
    public static GateVerdict of(String rule, List<GateCriterion> criteria) {
        var outcome = Outcome.PASSED;
        if (criteria.stream().anyMatch(one -> one.state() == State.FAILED)) {
            outcome = Outcome.WORSE;
        } else if (criteria.stream().anyMatch(one -> one.state() == State.UNDECIDED)) {
            outcome = Outcome.INCONCLUSIVE;
        }
        return new GateVerdict(outcome, rule, criteria);
    }

    /** Why it did not pass, a sentence each; none where it did. */
    public List<String> reasons() {
        return criteria.stream()
                .filter(one -> one.state() == State.FAILED || one.state() == State.UNDECIDED)
                .map(GateCriterion::words)
                .toList();
    }
}
