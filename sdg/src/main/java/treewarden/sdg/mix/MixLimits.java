package treewarden.sdg.mix;

/**
 * What mixing takes from outside, and the memory that it uses.
 *
 * @param lineBytes the longest row of a data set
 * @param rows the most rows of one data set; eight bytes of memory are needed for each while a part of them is drawn
 * @param entries the most data sets of a recipe
 * @param partBytes a mix is sorted in parts of about this size, each in memory
 */
public record MixLimits(int lineBytes, int rows, int entries, int partBytes) {
    /** Rows of 8 MiB, 20 million rows, 100,000 data sets, parts of 16 MiB. */
    public static final MixLimits USUAL = new MixLimits(8 << 20, 20_000_000, 100_000, 16 << 20);

    public MixLimits {
        if (lineBytes < 1 || rows < 1 || entries < 1 || partBytes < 1) {
            throw new IllegalArgumentException("the limits of a mix must be positive");
        }
    }
}
