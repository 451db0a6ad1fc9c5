package treewarden.domain.release;

/**
 * One thing that the gate asks.
 *
 * @param name short: {@code held-out questions}
 * @param number what was measured
 * @param limit what it is held against
 * @param words both in a sentence for people
 */
public record GateCriterion(String name, State state, double number, double limit, String words) {
    /** The same in other words. */
    public GateCriterion saying(String others) {
        return new GateCriterion(name, state, number, limit, others);
    }

    /** What came of it. */
    public enum State {
        MET,
        FAILED,
        /** The numbers do not tell: a person decides. */
        UNDECIDED,
        /** There is nothing to measure: no such questions are configured. */
        NOT_ASKED
    }
}
