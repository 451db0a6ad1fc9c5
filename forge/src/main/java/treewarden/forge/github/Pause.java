package treewarden.forge.github;

import java.time.Duration;
import java.time.Instant;
import treewarden.forge.ForgeException;

/**
 * Until when nothing is sent with one credential, which is to say for one installation: whoever is refused for having
 * asked too much stops all others, reads and writes alike, and no request leaves before the time is over. Other
 * installations go on.
 *
 * <p>It is kept by the process: the jobs that meet it are put off durably, and one that was restarted meanwhile learns of
 * it by the first refusal. Where GitHub does not say how long, each time in a row is twice as long as the one before.
 */
final class Pause {
    private static final int MOST_DOUBLINGS = 6;

    private Instant until = Instant.MIN;
    private int untold;

    /** Throws while it lasts. */
    synchronized void check(Instant now) {
        if (now.isBefore(until)) {
            throw new ForgeException.RateLimited(
                    until, "GitHub limits our requests: nothing is sent for this installation before " + until);
        }
    }

    /** A request was refused: until when nothing is sent. */
    synchronized Instant begin(RateLimits.Limit limit, Instant now) {
        var isLate = now.isBefore(until);
        if (limit.told() == RateLimits.Told.BY_GITHUB) {
            untold = 0;
            return prolong(limit.notBefore());
        }
        if (!isLate) {
            prolong(now.plus(doubled(untold)));
            untold = Math.min(untold + 1, MOST_DOUBLINGS);
        }
        return until;
    }

    /** A request was answered, and that may have been the last one of the hour. */
    synchronized void answered(Reply reply, Instant now) {
        RateLimits.exhausted(reply, now).ifPresentOrElse(this::prolong, () -> {
            if (!now.isBefore(until)) {
                untold = 0;
            }
        });
    }

    private Instant prolong(Instant wanted) {
        if (wanted.isAfter(until)) {
            until = wanted;
        }
        return until;
    }

    private static Duration doubled(int times) {
        var wait = RateLimits.UNTOLD.multipliedBy(1L << times);
        return wait.compareTo(RateLimits.LONGEST) > 0 ? RateLimits.LONGEST : wait;
    }
}
