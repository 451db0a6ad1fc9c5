package treewarden.domain.release;

import org.jspecify.annotations.Nullable;
import treewarden.domain.Score;

/**
 * What one model answered to a question, and how good the judge found it beside the expected answer.
 *
 * @param text untrusted; empty where the model had nothing to say, null where its server gave no answer
 * @param score null where the judge gave none
 * @param reason of the judge, one line
 * @param problem why there is no answer or no score, in words for people; null when all went well
 */
public record ExamAnswer(
        @Nullable String text,
        @Nullable Score score,
        @Nullable String reason,
        @Nullable String problem) {}
