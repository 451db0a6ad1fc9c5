package treewarden.web.view;

import java.util.List;

/**
 * The loss over the steps, to be drawn.
 *
 * @param words what the picture shows, for who does not see it
 */
public record LossChart(String words, List<Line> lines, List<Tick> steps, List<Tick> losses, List<Phase> phases) {
    /** Of the picture, in its own units. */
    public static final int WIDTH = 720;

    public static final int HEIGHT = 260;
    /** Of the field with the lines. */
    public static final int LEFT = 52;

    public static final int RIGHT = 690;
    public static final int TOP = 22;
    public static final int BOTTOM = 220;

    /**
     * A curve.
     *
     * @param look {@code first}, {@code second} and so on, or {@code before} for the last release
     * @param path of an SVG
     */
    public record Line(String look, String name, String path, String words, String x, String y) {}

    /** A mark of an axis. */
    public record Tick(String at, String words) {}

    /** A phase in numbers. */
    public record Phase(String name, int steps, String first, String last, String lowest) {}
}
