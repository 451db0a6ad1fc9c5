package treewarden.sdg.engine;

/**
 * What a run may use.
 *
 * @param askAgain how often a question is asked again whose answer is cut off, empty or without its tags
 * @param contextTokens what the teacher can read and write in one request: a prompt that does not fit together with the
 *     longest answer it may get is not sent
 * @param failuresInARow when this many requests in a row found no teacher, the run ends
 * @param rows under way at once, from the start of their seed until the sink has them; no seed is started beyond it. A
 *     leaf whose pipeline has a block that needs all its rows is held whole all the same
 */
public record EngineLimits(int askAgain, int contextTokens, int failuresInARow, int rows) {
    /** About 40 MB of rows with long texts; at 64 slots 250 rows for each, so that a slow answer holds nobody up. */
    public static final int USUAL_ROWS = 16_000;

    public EngineLimits {
        if (askAgain < 0 || contextTokens < 1 || failuresInARow < 1 || rows < 1) {
            throw new IllegalArgumentException("the limits of a run must be positive");
        }
    }
}
