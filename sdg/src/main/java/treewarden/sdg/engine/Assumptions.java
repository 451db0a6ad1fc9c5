package treewarden.sdg.engine;

/**
 * What an estimate takes for granted. No number of it is known before a run; the usual ones are those of a teacher that
 * writes as many items as it is asked for, and judges mildly.
 *
 * @param passing the share of rows that a block which sorts rows lets through
 * @param distinct the share of rows that were not made before
 * @param textTokens of a text that is like no column of the seed: a question, a judge's reason
 * @param tokensASecond that a slot of the teacher writes
 */
public record Assumptions(double passing, double distinct, int textTokens, int tokensASecond) {
    /**
     * Four of five rows pass a judge, 19 of 20 are new; 60 tokens are two or three sentences; 30 tokens a second are what a
     * server with 64 slots writes in each with a model of 7 to 13 billion parameters on one GPU.
     */
    public static final Assumptions USUAL = new Assumptions(0.8, 0.95, 60, 30);

    public Assumptions {
        if (!(passing >= 0 && passing <= 1 && distinct >= 0 && distinct <= 1) || textTokens < 1 || tokensASecond < 1) {
            throw new IllegalArgumentException("shares are from 0 to 1, tokens from 1");
        }
    }
}
