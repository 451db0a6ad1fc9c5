package treewarden.sdg;

import treewarden.sdg.engine.EngineLimits;

/**
 * How large a trial is. What the limits leave out is told to the reader.
 *
 * @param leaves of one contribution that are sampled
 * @param seeds of one leaf that are used, the first ones
 * @param rows that the teacher is asked for, for each leaf, before any is judged
 * @param tokens that a contribution may use
 * @param contextTokens that a prompt and the longest answer it may get have together at most, as characters over four
 */
public record SampleLimits(int leaves, int seeds, int rows, long tokens, int contextTokens) {
    /** How often a question is asked again whose answer cannot be used. */
    private static final int ASK_AGAIN = 2;

    /** Enough to tell a teacher that is gone from one that stumbled. */
    private static final int FAILURES_IN_A_ROW = 6;

    /**
     * Ten rows for each of at most 20 leaves, 200,000 tokens in all. Ten rows take a skill leaf some 45 short requests,
     * which a teacher with sixteen slots answers within half a minute.
     */
    public static final SampleLimits USUAL = new SampleLimits(20, 5, 10, 200_000, 16_384);

    public SampleLimits {
        if (leaves < 1 || seeds < 1 || rows < 1 || tokens < 1 || contextTokens < 1) {
            throw new IllegalArgumentException("the limits of a sample must be positive");
        }
    }

    public SampleLimits withLeaves(int other) {
        return new SampleLimits(other, seeds, rows, tokens, contextTokens);
    }

    public SampleLimits withRows(int other) {
        return new SampleLimits(leaves, seeds, other, tokens, contextTokens);
    }

    public SampleLimits withTokens(long other) {
        return new SampleLimits(leaves, seeds, rows, other, contextTokens);
    }

    public SampleLimits withContextTokens(int other) {
        return new SampleLimits(leaves, seeds, rows, tokens, other);
    }

    EngineLimits engine() {
        return new EngineLimits(ASK_AGAIN, contextTokens, FAILURES_IN_A_ROW, EngineLimits.USUAL_ROWS);
    }
}
