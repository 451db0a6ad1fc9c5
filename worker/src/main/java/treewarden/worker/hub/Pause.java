package treewarden.worker.hub;

import java.time.Duration;

/** Waits between two tries. Tests do not, and remember how long it would have been. */
@FunctionalInterface
interface Pause {
    Pause SLEEP = duration -> Thread.sleep(duration.toMillis());

    void of(Duration duration) throws InterruptedException;
}
