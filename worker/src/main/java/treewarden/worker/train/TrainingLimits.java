package treewarden.worker.train;

import java.time.Duration;

/**
 * How long, how often.
 *
 * @param silence without a sign of the trainer until it is taken for hung and stopped; loading a large model is silent
 * @param lost without a sign of a trainer on another machine until that machine is taken for lost
 * @param grace to save and leave, when it is asked to
 * @param tries starts in a row that end in a way nobody foresaw, and come no further, until it is given up
 * @param look how often it is looked at
 * @param rest before such a start is followed by another one
 */
public record TrainingLimits(Duration silence, Duration lost, Duration grace, int tries, Duration look, Duration rest) {
    public static final TrainingLimits USUAL = new TrainingLimits(
            Duration.ofMinutes(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            3,
            Duration.ofSeconds(1),
            Duration.ofSeconds(20));
}
