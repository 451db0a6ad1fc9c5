package treewarden.web.view;

import java.util.List;
import treewarden.web.view.LossChart.Tick;
import treewarden.web.view.Releases.Link;

/**
 * The scores of evaluations, release by release, a chart for each set of questions.
 *
 * @param notes what is to be known to read them, a sentence each
 */
public record ScoreCharts(List<Chart> charts, List<String> notes) {
    /** Of a picture, in its own units: small enough that its words can be read on a phone. */
    public static final int WIDTH = 480;

    public static final int HEIGHT = 260;
    /** Of the field with the lines. */
    public static final int LEFT = 46;

    public static final int RIGHT = 468;
    public static final int TOP = 40;
    public static final int BOTTOM = 226;

    /**
     * A set of questions.
     *
     * @param id of the picture's title and words on the page
     * @param words what the picture shows, for who does not see it
     * @param isJudged whether a judge scores it; else right answers are counted
     * @param cuts where the judge changed, across the picture
     * @param rows the same in numbers, the latest first
     */
    public record Chart(
            String id,
            String name,
            String words,
            boolean isJudged,
            List<Tick> scores,
            List<Tick> releases,
            List<Cut> cuts,
            List<Line> lines,
            List<Row> rows) {}

    /**
     * A model's scores.
     *
     * @param look {@code candidate}, {@code last} or {@code base}
     * @param path of an SVG, between evaluations that can be compared
     * @param dashed the same between those that asked other questions
     */
    public record Line(String look, String path, String dashed, List<Mark> marks, List<Mark> legend) {}

    /**
     * A score.
     *
     * @param look {@code hollow} for a candidate that was not published; else empty
     * @param path of an SVG, the mark's form
     */
    public record Mark(String look, String path, String x, String words) {}

    /** A line across. */
    public record Cut(String x, String words) {}

    /**
     * An evaluation.
     *
     * @param isThis whether it is that of the release whose page it is
     * @param judge untrusted text; empty where nothing is known
     * @param prompts of the judge, their version
     * @param asked how many questions
     * @param others said where they are not those of the evaluation before; else empty
     */
    public record Row(
            Link release,
            boolean isThis,
            String state,
            String judge,
            String prompts,
            String asked,
            String others,
            String candidate,
            String last,
            String base) {}
}
