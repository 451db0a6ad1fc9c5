package treewarden.bot.check;

/**
 * How much of a contribution goes into its trial sample. Validation knows no such limit; what the sample leaves out is
 * told to the reader.
 *
 * @param leaves how many leaves at most
 * @param bytes of their files together
 */
public record SampleLimits(int leaves, long bytes) {
    /** Twenty leaves, and together as much as one file may have. */
    public static final SampleLimits DEFAULTS = new SampleLimits(20, 2L * 1024 * 1024);
}
