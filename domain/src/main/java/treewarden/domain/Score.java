package treewarden.domain;

import java.util.OptionalDouble;

/** A judge's score, on a scale that ends at {@code best}. */
public record Score(double value, double best) {
    /** {@code 2 of 3}. */
    public String words() {
        return plain(value) + " of " + plain(best);
    }

    /**
     * As a share of its scale, from 0 to 1: judges now and then leave their scale. Empty where the scale has no end, or the
     * value is no number, and there is nothing to have a share of.
     */
    public OptionalDouble share() {
        double share = value / best;
        return best > 0 && !Double.isNaN(share)
                ? OptionalDouble.of(Math.min(1, Math.max(0, share)))
                : OptionalDouble.empty();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
