package treewarden.web.view;

import java.util.List;

/**
 * What a model answered to the seed questions, beside what is expected.
 *
 * @param heading which model it was, in words
 * @param at when it was asked
 * @param failed questions without an answer or a score
 * @param leaves those with answers that are shown
 * @param more answers that are not shown
 * @param unasked questions that the limits left out
 * @param omitted leaves that the limits left out: the first of them by name
 * @param omittedMore how many there are beside those
 */
public record Precheck(
        String heading,
        String model,
        String judge,
        Moment at,
        String tokens,
        String seconds,
        Yield good,
        int failed,
        List<OfLeaf> leaves,
        int more,
        int unasked,
        List<String> omitted,
        int omittedMore) {
    public Precheck {
        leaves = List.copyOf(leaves);
        omitted = List.copyOf(omitted);
    }

    /** Whether it is short enough to stand open where it stands alone. */
    public boolean isShort() {
        return good.made() <= 15;
    }

    /**
     * The answers to the questions of one leaf.
     *
     * @param good of all of them, even of those that are not shown
     */
    public record OfLeaf(String path, Yield good, List<Answer> answers) {
        public OfLeaf {
            answers = List.copyOf(answers);
        }
    }

    /** An answer. Empty texts: there is none. */
    public record Answer(
            String question,
            String context,
            String expected,
            String actual,
            Sample.Score score,
            String reason,
            String problem) {}
}
