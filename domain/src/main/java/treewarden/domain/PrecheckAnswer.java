package treewarden.domain;

import org.jspecify.annotations.Nullable;

/**
 * A seed question as the community model answered it, beside the answer that the contributor expects.
 *
 * @param leaf the leaf's folder
 * @param example which seed example it is of, from 1
 * @param context what the model was shown with the question; null for a question that stands alone, and for knowledge,
 *     whose document the model is to know
 * @param actual what the model answered: untrusted text; null where it gave no answer
 * @param score from 1 to {@value #BEST}; null where the judge gave none
 * @param reason of the judge, one line; null where it gave none
 * @param problem why there is no answer or no score, in a sentence for people; null when all went well
 */
public record PrecheckAnswer(
        String leaf,
        int example,
        @Nullable String context,
        String question,
        String expected,
        @Nullable String actual,
        @Nullable Score score,
        @Nullable String reason,
        @Nullable String problem) {
    /** The end of the judge's scale: as good as what was expected. */
    public static final int BEST = 5;

    /** From here on the scale an answer counts as a good one: right, with a small lack. */
    public static final int GOOD = 4;

    /** Whether the model could do it: an answer without a score is never a good one. */
    public boolean isGood() {
        return score != null && score.value() >= GOOD;
    }

    public boolean isFailed() {
        return score == null;
    }
}
