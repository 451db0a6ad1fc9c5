package treewarden.domain;

/** A judge's score, on a scale that ends at {@code best}. */
public record Score(double value, double best) {
    /** {@code 2 of 3}. */
    public String words() {
        return plain(value) + " of " + plain(best);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
