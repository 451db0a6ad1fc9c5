package treewarden.domain;

import org.jspecify.annotations.Nullable;

/**
 * One row that the teacher made, kept or not. All of it is model output: untrusted text.
 *
 * @param context what the question is grounded in, where there is one
 * @param answer null where the row was rejected before it was answered
 * @param score the judge's last score of it
 * @param reason the judge's reason, one line
 * @param rejectedBy the block that rejected it; null where it was kept
 */
public record SampleRow(
        @Nullable String context,
        String question,
        @Nullable String answer,
        @Nullable Score score,
        @Nullable String reason,
        @Nullable String rejectedBy) {
    public boolean isKept() {
        return rejectedBy == null;
    }
}
