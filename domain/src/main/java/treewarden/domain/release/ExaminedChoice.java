package treewarden.domain.release;

import org.jspecify.annotations.Nullable;

/**
 * A question with choices, and which of them each model finds likeliest. Places count from 0.
 *
 * @param cluster as in {@link ExamQuestion#cluster()}
 * @param right the place of the right one
 * @param base null where the base model was not asked, or is the one beside
 */
public record ExaminedChoice(
        String id,
        String leaf,
        String cluster,
        int right,
        int candidate,
        int beside,
        @Nullable Integer base) {
    /** 1 where the candidate alone is right, -1 where it alone is wrong, else 0. */
    public int difference() {
        return (candidate == right ? 1 : 0) - (beside == right ? 1 : 0);
    }
}
