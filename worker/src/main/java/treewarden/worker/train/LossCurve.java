package treewarden.worker.train;

import java.util.List;

/**
 * The loss of a phase over its steps, thinned: of a thousand steps every second one, and always the first and the newest.
 * Which steps are kept depends on their number alone, so a training that was interrupted leaves the same curve.
 *
 * @param phase its name
 * @param number of the phase, from 1
 */
public record LossCurve(String phase, int number, int steps, List<Point> points) {
    /** About so many points of a phase are kept. */
    public static final int MOST_POINTS = 500;

    public LossCurve {
        points = List.copyOf(points);
    }

    /** One step. */
    public record Point(int step, double loss, double learningRate, double gradientNorm) {}

    /** Every so many steps a point is kept. */
    static int stride(int steps) {
        return Math.max(1, (steps + MOST_POINTS - 1) / MOST_POINTS);
    }
}
