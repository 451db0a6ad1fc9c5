package treewarden.web.releases;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.StageReport.Curve;
import treewarden.domain.release.StageReport.Point;
import treewarden.web.view.LossChart;
import treewarden.web.view.LossChart.Line;
import treewarden.web.view.LossChart.Phase;
import treewarden.web.view.LossChart.Tick;

/**
 * Draws loss over steps, a line for each phase, the last release in grey behind. Long curves are thinned to steps of one
 * width, of which the lowest and the highest point stay, so that neither a spike nor the floor is lost.
 */
final class DrawLoss {
    private static final int BUCKETS = 240;
    private static final int TICKS = 4;
    private static final List<String> LOOKS = List.of("first", "second", "third", "fourth");

    private final double most;
    private final double low;
    private final double high;
    private final double grain;

    private DrawLoss(List<Point> all) {
        most = Math.max(1, all.stream().mapToInt(Point::step).max().orElse(1));
        double min = losses(all).min().orElse(0);
        double max = losses(all).max().orElse(1);
        grain = grain(Math.max(max - min, 1e-6));
        low = Math.floor(min / grain) * grain;
        high = Math.max(low + grain, Math.ceil(max / grain) * grain);
    }

    /**
     * Draws it.
     *
     * @param before of the last release; none where there is none
     * @return null where no loss is known
     */
    static @Nullable LossChart of(List<Curve> curves, List<Curve> before) {
        var placed = oneAfterTheOther(curves);
        if (placed.isEmpty()) {
            return null;
        }
        var last = oneAfterTheOther(before);
        var all = new ArrayList<Point>();
        placed.forEach(curve -> all.addAll(curve.points()));
        last.forEach(curve -> all.addAll(curve.points()));
        return new DrawLoss(all).chart(placed, last);
    }

    private LossChart chart(List<Curve> curves, List<Curve> before) {
        var lines = new ArrayList<Line>();
        before.forEach(curve -> lines.add(line(curve, "before", "the last release's " + curve.phase())));
        for (int i = 0; i < curves.size(); i++) {
            lines.add(line(
                    curves.get(i),
                    LOOKS.get(Math.min(i, LOOKS.size() - 1)),
                    curves.get(i).phase()));
        }
        var phases = curves.stream().map(DrawLoss::phase).toList();
        var words = new StringBuilder("Training loss over steps.");
        phases.forEach(phase -> words.append(" In ")
                .append(phase.name())
                .append(" from ")
                .append(phase.first())
                .append(" to ")
                .append(phase.last())
                .append(" in ")
                .append(phase.steps())
                .append(" steps."));
        return new LossChart(words.toString(), lines, stepTicks(), lossTicks(), phases);
    }

    /** Phases that each count their steps from the start stand one after the other; what is not a number is left out. */
    private static List<Curve> oneAfterTheOther(List<Curve> curves) {
        var placed = new ArrayList<Curve>();
        int end = 0;
        for (var curve : curves) {
            var known = curve.points().stream()
                    .filter(point -> Double.isFinite(point.loss()) && point.step() >= 0)
                    .sorted(Comparator.comparingInt(Point::step))
                    .toList();
            if (!known.isEmpty()) {
                int shift = known.get(0).step() <= end ? end : 0;
                var points = known.stream()
                        .map(point -> new Point(point.step() + shift, point.loss()))
                        .toList();
                placed.add(new Curve(curve.phase(), points));
                end = points.get(points.size() - 1).step();
            }
        }
        return placed;
    }

    private Line line(Curve curve, String look, String name) {
        var path = new StringBuilder();
        var thinned = thinned(curve.points());
        thinned.forEach(point -> path.append(path.isEmpty() ? "M" : "L")
                .append(number(x(point.step())))
                .append(' ')
                .append(number(y(point.loss()))));
        var points = curve.points();
        var first = points.get(0);
        if (thinned.size() == 1) {
            path.append("h1");
        }
        return new Line(
                look,
                name,
                path.toString(),
                name + ": from " + loss(first.loss()) + " to "
                        + loss(points.get(points.size() - 1).loss()),
                number(x(first.step()) + 4),
                number(y(first.loss()) - 6));
    }

    private List<Point> thinned(List<Point> points) {
        if (points.size() <= 2 * BUCKETS) {
            return points;
        }
        var kept = new ArrayList<Point>();
        double width = most / BUCKETS;
        int from = 0;
        while (from < points.size()) {
            int bucket = (int) (points.get(from).step() / width);
            int to = from;
            while (to < points.size() && (int) (points.get(to).step() / width) == bucket) {
                to++;
            }
            int lowest = from;
            int highest = from;
            for (int i = from; i < to; i++) {
                lowest = points.get(i).loss() < points.get(lowest).loss() ? i : lowest;
                highest = points.get(i).loss() > points.get(highest).loss() ? i : highest;
            }
            kept.add(points.get(Math.min(lowest, highest)));
            if (lowest != highest) {
                kept.add(points.get(Math.max(lowest, highest)));
            }
            from = to;
        }
        return kept;
    }

    private List<Tick> stepTicks() {
        double step = Math.max(1, grain(most));
        var ticks = new ArrayList<Tick>();
        for (double at = 0; at <= most; at += step) {
            ticks.add(new Tick(number(x(at)), Long.toString(Math.round(at))));
        }
        return ticks;
    }

    private List<Tick> lossTicks() {
        var ticks = new ArrayList<Tick>();
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(grain)));
        int count = (int) Math.round((high - low) / grain);
        for (int i = 0; i <= count; i++) {
            double at = low + i * grain;
            ticks.add(new Tick(number(y(at)), String.format(Locale.ROOT, "%." + Math.min(6, digits) + "f", at)));
        }
        return ticks;
    }

    private static Phase phase(Curve curve) {
        var points = curve.points();
        return new Phase(
                curve.phase(),
                points.get(points.size() - 1).step() - points.get(0).step() + 1,
                loss(points.get(0).loss()),
                loss(points.get(points.size() - 1).loss()),
                loss(losses(points).min().orElse(0)));
    }

    /** 1, 2 or 5 times a power of ten, so that a few of them make the whole. */
    static double grain(double whole) {
        double raw = whole / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double lead = raw / power;
        return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    }

    private double x(double step) {
        return LossChart.LEFT + (LossChart.RIGHT - LossChart.LEFT) * step / most;
    }

    private double y(double loss) {
        return LossChart.BOTTOM - (LossChart.BOTTOM - LossChart.TOP) * (loss - low) / (high - low);
    }

    private static DoubleStream losses(List<Point> points) {
        return points.stream().mapToDouble(Point::loss);
    }

    private static String loss(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
