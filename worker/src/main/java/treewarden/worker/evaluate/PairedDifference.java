package treewarden.worker.evaluate;

import java.util.HashMap;
import java.util.List;

/**
 * The mean of differences between two models on the same questions, and how sure it is.
 *
 * <p>Its standard error is clustered (Miller, arXiv 2411.00640, equation 4): questions on one document are right or wrong
 * together, so that a hundred of them say less than a hundred on as many documents. The bound is Student's with one degree
 * of freedom less than there are clusters, and the variance is enlarged by {@code G / (G - 1)}, since with few clusters
 * both the normal bound and a bootstrap over clusters are too narrow; unlike a bootstrap it is the same on every machine,
 * can be recomputed by hand from the report, and tells how many questions would be enough.
 *
 * @param questions how many
 * @param clusters in how many clusters
 * @param error of the mean; infinite where there is but one cluster
 */
record PairedDifference(int questions, int clusters, double mean, double error) {
    /**
     * The difference on one question.
     *
     * @param cluster questions of the same one count together
     */
    record Observed(String cluster, double difference) {}

    static PairedDifference of(List<Observed> observed) {
        if (observed.isEmpty()) {
            return new PairedDifference(0, 0, 0, Double.POSITIVE_INFINITY);
        }
        double mean =
                observed.stream().mapToDouble(Observed::difference).average().orElse(0);
        var sums = new HashMap<String, Double>();
        observed.forEach(one -> sums.merge(one.cluster(), one.difference() - mean, Double::sum));
        int clusters = sums.size();
        double error = clusters < 2
                ? Double.POSITIVE_INFINITY
                : Math.sqrt((double) clusters / (clusters - 1)) * clustered(sums.values(), observed.size());
        return new PairedDifference(observed.size(), clusters, mean, Math.max(error, least(observed.size())));
    }

    private static double clustered(Iterable<Double> sums, int questions) {
        double squares = 0;
        for (double sum : sums) {
            squares += sum * sum;
        }
        return Math.sqrt(squares) / questions;
    }

    /**
     * Where all pairs are alike nothing varies, and yet the next one may differ: the error is at least what one question
     * more that is better and one that is worse would make of it, as Agresti and Min (2005) add them to paired shares.
     */
    private static double least(int questions) {
        return Math.sqrt(2) / (questions + 2);
    }

    /** The true mean is above it with this confidence. */
    double lower(double confidence) {
        return mean - reach(confidence);
    }

    /** The true mean is below it with this confidence. */
    double upper(double confidence) {
        return mean + reach(confidence);
    }

    private double reach(double confidence) {
        if (clusters < 2) {
            return Double.POSITIVE_INFINITY;
        }
        return confidence == 0.5 ? 0 : Quantile.student(confidence, clusters - 1) * error;
    }

    /**
     * About how many questions like these it takes until a candidate that is in truth as good passes with the given power.
     * -1 where a single cluster tells nothing of it.
     */
    long needed(double margin, double confidence, double power) {
        if (clusters < 2) {
            return -1;
        }
        double reach = Quantile.normal(confidence) + Quantile.normal(power);
        double variance = error * error * questions;
        return (long) Math.ceil(reach * reach * variance / (margin * margin));
    }
}
