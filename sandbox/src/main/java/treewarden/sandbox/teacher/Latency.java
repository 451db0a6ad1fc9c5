package treewarden.sandbox.teacher;

import java.time.Duration;
import java.util.Random;

/** How long the teacher takes for a request, once it has a slot. Equal requests take equally long. */
public sealed interface Latency {

    /** The wait for a request whose content has this hash. */
    Duration of(long hash);

    record Fixed(Duration delay) implements Latency {
        @Override
        public Duration of(long hash) {
            return delay;
        }
    }

    /** As real servers behave: most answers near the median, a few far above it. */
    record LogNormal(Duration median, double sigma, long seed) implements Latency {
        @Override
        public Duration of(long hash) {
            double factor = Math.exp(sigma * new Random(hash ^ seed).nextGaussian());
            return Duration.ofNanos(Math.round(median.toNanos() * factor));
        }
    }

    static Latency none() {
        return new Fixed(Duration.ZERO);
    }

    static Latency fixed(Duration delay) {
        return new Fixed(delay);
    }

    /**
     * A log-normal distribution.
     *
     * @param sigma the standard deviation of the logarithm: 0 is always the median, 1 is wild
     * @param seed makes runs repeatable
     */
    static Latency logNormal(Duration median, double sigma, long seed) {
        return new LogNormal(median, sigma, seed);
    }
}
