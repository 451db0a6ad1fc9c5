package treewarden.sdg.teacher;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and when a request is sent again.
 *
 * @param attempts requests in all
 * @param first about how long to wait before the second; it doubles from there
 * @param longest no wait of our own is longer
 * @param patience a server that asks to wait for longer than this is reported instead of waited for
 */
public record RetryPolicy(int attempts, Duration first, Duration longest, Duration patience) {
    public static final RetryPolicy USUAL =
            new RetryPolicy(4, Duration.ofMillis(500), Duration.ofSeconds(20), Duration.ofSeconds(60));

    /** How long to wait after this many attempts (from 1): half to one and a half of the doubled time, by chance. */
    public Duration waitAfter(int attempt, RandomGenerator random) {
        double doubled = first.toMillis() * Math.pow(2, attempt - 1.0);
        return Duration.ofMillis(Math.round(Math.min(longest.toMillis(), doubled) * (0.5 + random.nextDouble())));
    }
}
