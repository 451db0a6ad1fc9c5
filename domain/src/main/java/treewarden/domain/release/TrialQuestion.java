package treewarden.domain.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody put to a candidate that waits for a decision, and to the model that it is compared with.
 *
 * @param number counts those of a release, from 1
 * @param by login of who asked
 * @param answers null until both were asked
 */
public record TrialQuestion(
        ReleaseId release,
        int number,
        String by,
        Instant at,
        String question,
        @Nullable Answers answers) {
    /** The longest question, in characters. */
    public static final int LONGEST = 2_000;

    /** The most that one person may put to one candidate: an accelerator answers them. */
    public static final int MOST_OF_ONE = 30;

    /** The most that all together may. */
    public static final int MOST = 500;

    /**
     * What was said.
     *
     * @param candidate null where it gave no answer
     * @param beside what the last release said, or the base model in a first release; null where it gave no answer
     * @param trouble why one of them gave none; null where both did
     */
    public record Answers(
            @Nullable String candidate,
            @Nullable String beside,
            @Nullable String trouble,
            Instant at) {}
}
