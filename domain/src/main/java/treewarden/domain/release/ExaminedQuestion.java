package treewarden.domain.release;

import org.jspecify.annotations.Nullable;

/**
 * A question with what each model answered.
 *
 * @param beside of the model that the candidate is compared with: the last release's; in a first release the base model's
 * @param base of the base model; null in a first release, where {@code beside} is it, and where it was not asked
 * @param pair the candidate's answer beside the other's
 */
public record ExaminedQuestion(
        ExamQuestion question,
        ExamAnswer candidate,
        ExamAnswer beside,
        @Nullable ExamAnswer base,
        PairVerdict pair) {}
