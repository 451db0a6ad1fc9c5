package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import treewarden.sandbox.time.SettableClock;

class SteadyClockTest {
    private final SettableClock wall = new SettableClock();
    private final AtomicLong nanos = new AtomicLong(-500);
    private final SteadyClock clock = SteadyClock.startingAt(wall, nanos::get);

    @Test
    void itAdvancesWithTheMachineNotWithTheWall() {
        var start = wall.instant();
        assertThat(clock.instant()).isEqualTo(start);

        wall.advance(Duration.ofHours(2));
        nanos.addAndGet(Duration.ofSeconds(7).toNanos());

        assertThat(clock.instant()).isEqualTo(start.plusSeconds(7));
        assertThat(clock.withZone(clock.getZone()).instant()).isEqualTo(start.plusSeconds(7));
    }
}
