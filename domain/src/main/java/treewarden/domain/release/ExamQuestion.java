package treewarden.domain.release;

import org.jspecify.annotations.Nullable;

/**
 * A question that every model of an evaluation is asked.
 *
 * @param id the same for the same question and context in every release, whichever leaf it is in: 32 hexadecimal digits
 * @param leaf the leaf's folder; in the regression set the group that the operator put it in
 * @param cluster what it shares its luck with: questions on one document, or of one leaf, are right or wrong together
 * @param context what the model is shown with it; null where it stands alone
 * @param passage what only the judge is shown with it
 */
public record ExamQuestion(
        String id,
        ExamPart part,
        String leaf,
        String cluster,
        @Nullable String context,
        @Nullable String passage,
        String question,
        String expected) {}
