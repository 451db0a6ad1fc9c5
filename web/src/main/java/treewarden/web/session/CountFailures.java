package treewarden.web.session;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts sign-ins that failed, by the address that they came from, so that nobody has us ask the code host about codes
 * that they made up. Who succeeds is not counted, and the limit is wide: behind a proxy that is not named, everybody has one address.
 * Nothing is stored, and never more than {@link #MOST} addresses are known; the one seen longest ago is forgotten first.
 */
final class CountFailures {
    /** Failures of one address within {@link #WITHIN}. */
    static final int ALLOWED = 30;

    static final Duration WITHIN = Duration.ofMinutes(1);

    static final int MOST = 10_000;

    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > MOST;
        }
    };

    private record Count(Instant since, int failures) {}

    /** Whether this address has failed too often to be listened to now. */
    synchronized boolean isTooMany(String address, Instant now) {
        var count = counts.get(network(address));
        return count != null && isFresh(count, now) && count.failures() >= ALLOWED;
    }

    synchronized void failed(String address, Instant now) {
        counts.merge(
                network(address),
                new Count(now, 1),
                (known, one) -> isFresh(known, now) ? new Count(known.since(), known.failures() + 1) : one);
    }

    synchronized int known() {
        return counts.size();
    }

    private static boolean isFresh(Count count, Instant now) {
        return now.isBefore(count.since().plus(WITHIN));
    }

    /** Who has one IPv6 address has 2^64 of them. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            // Looks nothing up: it has a colon, so it is an address or nothing.
            return InetAddress.getByName(address) instanceof Inet6Address six
                    ? Arrays.toString(Arrays.copyOf(six.getAddress(), 8))
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
