package treewarden.sdg.precheck;

import treewarden.sdg.engine.EngineLimits;

/**
 * How large a precheck is. What the limits leave out is told to the reader.
 *
 * @param leaves of a contribution, the first ones
 * @param questions of a contribution, those of the first leaves
 * @param tokens that both models together may use
 * @param judgeContextTokens that the judge reads and writes in one request
 * @param enough the share of well answered questions, in percent, from which on a model is said to know a leaf already
 */
public record PrecheckLimits(int leaves, int questions, long tokens, int judgeContextTokens, int enough) {
    /** How often a question is asked again whose answer cannot be used. */
    private static final int ASK_AGAIN = 2;

    /** Enough to tell a model that is gone from one that stumbled. */
    private static final int FAILURES_IN_A_ROW = 6;

    /** 200 questions of at most 20 leaves, 200,000 tokens: twelve knowledge leaves of fifteen questions each. */
    public static final PrecheckLimits USUAL = new PrecheckLimits(20, 200, 200_000, 16_384, 80);

    public PrecheckLimits {
        if (leaves < 1 || questions < 1 || tokens < 1 || judgeContextTokens < 1 || enough < 1 || enough > 100) {
            throw new IllegalArgumentException("the limits of a precheck must be positive, and a share at most 100");
        }
    }

    public PrecheckLimits withLeaves(int other) {
        return new PrecheckLimits(other, questions, tokens, judgeContextTokens, enough);
    }

    public PrecheckLimits withQuestions(int other) {
        return new PrecheckLimits(leaves, other, tokens, judgeContextTokens, enough);
    }

    public PrecheckLimits withTokens(long other) {
        return new PrecheckLimits(leaves, questions, other, judgeContextTokens, enough);
    }

    public PrecheckLimits withJudgeContextTokens(int other) {
        return new PrecheckLimits(leaves, questions, tokens, other, enough);
    }

    public PrecheckLimits withEnough(int other) {
        return new PrecheckLimits(leaves, questions, tokens, judgeContextTokens, other);
    }

    static EngineLimits engine(int contextTokens) {
        return new EngineLimits(ASK_AGAIN, contextTokens, FAILURES_IN_A_ROW, EngineLimits.USUAL_ROWS);
    }
}
