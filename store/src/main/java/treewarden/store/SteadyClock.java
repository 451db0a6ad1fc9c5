package treewarden.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;

/**
 * A clock that is read once and from then on advances with the machine's monotonic time. Leases and heartbeats by it are
 * neither lost nor prolonged when somebody sets the clock of the machine: give it to {@link Database#open} in a service.
 */
public final class SteadyClock extends Clock {
    private final Clock zoned;
    private final Instant start;
    private final LongSupplier nanos;
    private final long startNanos;

    private SteadyClock(Clock zoned, Instant start, LongSupplier nanos, long startNanos) {
        this.zoned = zoned;
        this.start = start;
        this.nanos = nanos;
        this.startNanos = startNanos;
    }

    /** Starts at what the clock says now. */
    public static SteadyClock startingAt(Clock clock) {
        return startingAt(clock, System::nanoTime);
    }

    static SteadyClock startingAt(Clock clock, LongSupplier nanos) {
        return new SteadyClock(clock, clock.instant(), nanos, nanos.getAsLong());
    }

    @Override
    public Instant instant() {
        return start.plus(Duration.ofNanos(nanos.getAsLong() - startNanos));
    }

    @Override
    public ZoneId getZone() {
        return zoned.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SteadyClock(zoned.withZone(zone), start, nanos, startNanos);
    }
}
