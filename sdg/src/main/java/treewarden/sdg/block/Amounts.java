package treewarden.sdg.block;

/**
 * How much a block asks for.
 *
 * @param answers how many answers to each prompt ({@code n} of the format)
 * @param items how many items the prompt asks for ({@code num_samples} of the format); 0 where it does not say
 */
public record Amounts(int answers, int items) {
    public Amounts {
        if (answers < 1 || items < 0) {
            throw new IllegalArgumentException("a block asks at least once, and for no negative number of items");
        }
    }

    /** Whether it can make more than one row of one. */
    public boolean isMany() {
        return answers > 1 || items > 1;
    }
}
