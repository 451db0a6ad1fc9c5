package treewarden.sdg.document;

/**
 * How long chunks are.
 *
 * @param maxTokens no chunk is longer, its headings included
 * @param overlap up to as many tokens of whole sentences are said again at the start of the next chunk, where a section
 *     had to be cut
 */
public record ChunkSettings(int maxTokens, int overlap) {
    /** The reference's: 500 tokens, no overlap. */
    public static final ChunkSettings USUAL = new ChunkSettings(500, 0);

    private static final int SMALLEST = 32;

    public ChunkSettings {
        if (maxTokens < SMALLEST) {
            throw new IllegalArgumentException(
                    "chunks of " + maxTokens + " tokens are too short to say anything: allow at least " + SMALLEST);
        }
        if (overlap < 0 || overlap > maxTokens / 4) {
            throw new IllegalArgumentException("an overlap of " + overlap + " tokens does not suit chunks of "
                    + maxTokens + ": choose 0 to " + maxTokens / 4);
        }
    }
}
