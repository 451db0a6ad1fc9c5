package treewarden.sdg.engine;

import java.time.Duration;

/**
 * What work is expected to cost, when nothing of it is in the cache.
 *
 * @param seeds counted
 * @param requests expected; questions that are asked the same more than once count once
 * @param promptTokens expected
 * @param answerTokens expected
 * @param rows expected to pass all blocks
 */
public record Estimate(int seeds, long requests, long promptTokens, long answerTokens, long rows) {
    public static final Estimate NOTHING = new Estimate(0, 0, 0, 0, 0);

    public Estimate plus(Estimate other) {
        return new Estimate(
                seeds + other.seeds,
                requests + other.requests,
                promptTokens + other.promptTokens,
                answerTokens + other.answerTokens,
                rows + other.rows);
    }

    public long tokens() {
        return promptTokens + answerTokens;
    }

    /** How long the teacher writes, with all its slots busy. */
    public Duration time(int slots, Assumptions assumed) {
        return Duration.ofSeconds(answerTokens / ((long) Math.max(1, slots) * assumed.tokensASecond()));
    }
}
