package treewarden.worker.evaluate;

import java.util.function.DoubleUnaryOperator;

/** Quantiles of the normal distribution and of Student's. */
final class Quantile {
    /** Beyond it the normal distribution holds nothing that a gate asks for. */
    private static final double FAR = 8;

    private static final int HALVINGS = 200;

    private Quantile() {}

    /** The number that a standard normal variable stays below with this probability. */
    static double normal(double probability) {
        return bisect(Quantile::normalBelow, probability, FAR);
    }

    /**
     * The same of Student's t.
     *
     * @param freedom degrees of it, at least 1
     */
    static double student(double probability, int freedom) {
        double most = 1;
        while (studentBelow(most, freedom) < Math.max(probability, 1 - probability) && most < 1e9) {
            most *= 2;
        }
        return bisect(t -> studentBelow(t, freedom), probability, most);
    }

    private static double bisect(DoubleUnaryOperator below, double probability, double most) {
        double from = -most;
        double to = most;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (from + to) / 2;
            if (below.applyAsDouble(middle) < probability) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return (from + to) / 2;
    }

    /** By its power series (Abramowitz and Stegun 26.2.11), exact enough up to {@link #FAR}. */
    private static double normalBelow(double x) {
        double term = x;
        double sum = x;
        for (int i = 3; Math.abs(term) > 1e-17 * Math.abs(sum) && i < 1_000; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** By the finite series for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and 26.7.4). */
    private static double studentBelow(double t, int freedom) {
        double angle = Math.atan(Math.abs(t) / Math.sqrt(freedom));
        double cosine = Math.cos(angle);
        boolean odd = freedom % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = freedom == 1 ? 0 : term;
        for (int i = odd ? 3 : 2; i <= freedom - 2; i += 2) {
            term *= cosine * cosine * (i - 1) / i;
            sum += term;
        }
        double between = odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
        return t < 0 ? (1 - between) / 2 : (1 + between) / 2;
    }
}
