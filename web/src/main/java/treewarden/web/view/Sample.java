package treewarden.web.view;

import java.util.List;

/**
 * What the teacher made of a contribution.
 *
 * @param omitted leaves that the limits left out: the first of them by name
 * @param omittedMore how many there are beside those
 */
public record Sample(
        Yield rows,
        String teacher,
        String requests,
        String tokens,
        String seconds,
        List<OfLeaf> leaves,
        List<String> omitted,
        int omittedMore) {
    /** What it made of one leaf. Empty problem: none. */
    public record OfLeaf(
            String path,
            String kind,
            String pipeline,
            String tokens,
            String seconds,
            Yield rows,
            Funnel funnel,
            String problem,
            List<String> notes,
            List<Made> kept,
            int moreKept,
            List<Made> rejected,
            int moreRejected) {}

    /** A row that it made; texts are empty where there are none. */
    public record Made(String context, String question, String answer, Score score, String reason, String rejectedBy) {}

    /** The judge's score, empty words where there is none, and how much of the scale it is, from 0 to 100. */
    public record Score(String words, int percent) {}

    /**
     * The rows that each step left, as a stair.
     *
     * @param words the whole in one line
     * @param width of the picture
     * @param height of the picture
     */
    public record Funnel(String words, int width, int height, List<Stair> stairs) {}

    /** A step of the stair: a bar in the picture's units, and what stands on and under it. */
    public record Stair(int x, int y, int width, int height, String rows, String words, String lost, String block) {}
}
