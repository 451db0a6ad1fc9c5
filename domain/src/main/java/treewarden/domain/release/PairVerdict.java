package treewarden.domain.release;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the judge said of the candidate's answer beside the other's, asked twice, since judges prefer the one that they
 * read first, or last.
 *
 * @param first with the candidate's answer shown first; null where the judge gave no verdict
 * @param second with the candidate's answer shown second; in either case how the candidate's is
 * @param reason of the judge at its first verdict, one line
 */
public record PairVerdict(
        @Nullable Preference first,
        @Nullable Preference second,
        @Nullable String reason) {
    /** Where nobody could judge. */
    public static final PairVerdict NONE = new PairVerdict(null, null, null);

    /** What both verdicts agree on; the same where they disagree; empty where one of them is missing. */
    public Optional<Preference> agreed() {
        if (first == null || second == null) {
            return Optional.empty();
        }
        return Optional.of(first == second ? first : Preference.SAME);
    }

    /** Whether the order decided. */
    public boolean flipped() {
        return first != null && second != null && first != second;
    }
}
