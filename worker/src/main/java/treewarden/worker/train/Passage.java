package treewarden.worker.train;

import java.time.Duration;

/** Time as the follower needs it: to wait, and to know how long it waited. Not the wall clock, which jumps. */
interface Passage {
    Passage REAL = new Passage() {
        @Override
        public Duration now() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }
    };

    /** Since whenever. */
    Duration now();

    void pause(Duration duration) throws InterruptedException;
}
