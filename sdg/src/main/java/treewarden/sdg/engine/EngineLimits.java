package treewarden.sdg.engine;

/**
 * What a run may use.
 *
 * @param askAgain how often a question is asked again whose answer is cut off, empty or without its tags
 * @param promptTokens a longer prompt is not sent; tokens are about characters over four
 * @param tokens when the answers so far have used this many, nothing more is asked
 * @param failuresInARow when this many requests in a row found no teacher, the run ends
 */
public record EngineLimits(int askAgain, int promptTokens, long tokens, int failuresInARow) {
    public EngineLimits {
        if (askAgain < 0 || promptTokens < 1 || tokens < 1 || failuresInARow < 1) {
            throw new IllegalArgumentException("the limits of a run must be positive");
        }
    }
}
