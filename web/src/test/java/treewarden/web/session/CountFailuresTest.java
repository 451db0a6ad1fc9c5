package treewarden.web.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CountFailuresTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final CountFailures failures = new CountFailures();

    @Test
    void afterManyFailuresAnAddressIsNotListenedToForAMinute() {
        failOften("203.0.113.7", CountFailures.ALLOWED - 1);
        assertThat(failures.isTooMany("203.0.113.7", NOON)).isFalse();

        failOften("203.0.113.7", 1);

        assertThat(failures.isTooMany("203.0.113.7", NOON)).isTrue();
        assertThat(failures.isTooMany("203.0.113.8", NOON)).isFalse();
        assertThat(failures.isTooMany("203.0.113.7", NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void aMinuteLaterItIsCountedAnew() {
        failOften("203.0.113.7", CountFailures.ALLOWED);
        var later = NOON.plusSeconds(61);
        failures.failed("203.0.113.7", later);

        assertThat(failures.isTooMany("203.0.113.7", later)).isFalse();
    }

    @Test
    void addressesOfOneNetworkCountTogether() {
        for (int i = 0; i < CountFailures.ALLOWED; i++) {
            failures.failed("2001:db8:1:2::" + Integer.toHexString(i), NOON);
        }

        assertThat(failures.isTooMany("2001:db8:1:2:ffff::1", NOON)).isTrue();
        assertThat(failures.isTooMany("2001:db8:1:3::1", NOON)).isFalse();
    }

    @Test
    void manyAddressesTakeNoMoreRoomThanThereIs() {
        for (int i = 0; i < CountFailures.MOST + 500; i++) {
            failures.failed("10." + (i >> 16) + "." + ((i >> 8) & 255) + "." + (i & 255), NOON);
        }

        assertThat(failures.known()).isEqualTo(CountFailures.MOST);
    }

    private void failOften(String address, int times) {
        for (int i = 0; i < times; i++) {
            failures.failed(address, NOON);
        }
    }
}
