package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunnerConfigTest {
    /** How many heartbeats apart db-scheduler's looks for dead workers are. */
    private static final int BETWEEN_LOOKS = 2;

    @Test
    void aLostWorkerIsNoticedWithinAMinuteAlsoWhereItDiedJustAfterALook() {
        var usual = RunnerConfig.named("worker-1");

        assertThat(usual.heartbeat().multipliedBy(usual.missedHeartbeats() + BETWEEN_LOOKS))
                .isLessThanOrEqualTo(Duration.ofMinutes(1));
    }
}
