package treewarden.worker.train;

import java.time.Duration;

/** Time stands still until so many steps were told; then it runs, until somebody starts it again. */
final class Hurried implements Passage {
    private final Ground ground;
    private final int steps;
    private Duration now = Duration.ZERO;

    Hurried(Ground ground, int steps) {
        this.ground = ground;
        this.steps = steps;
    }

    @Override
    public Duration now() {
        return now;
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Passage.REAL.pause(Duration.ofMillis(10));
        if (ground.stepsTold() == steps && ground.record().start() == 1) {
            now = now.plus(Duration.ofSeconds(20));
        }
    }
}
