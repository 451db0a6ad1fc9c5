package treewarden.sdg.quality;

import java.util.Locale;
import treewarden.domain.Printable;

/**
 * What a row repeats.
 *
 * @param ofId the row's id, or the words for a seed example
 * @param ofLeaf the leaf of what it repeats
 * @param similarity of the questions, or of the contexts where those differ more; from 0 to 1
 */
public record Duplicate(Repeat repeat, String ofId, String ofLeaf, double similarity) {
    /** Why the row is rejected, one line. */
    public String reason() {
        var other = Printable.plain(ofId) + " of " + Printable.plain(ofLeaf);
        return switch (repeat) {
            case SEED -> "copies " + Printable.plain(ofId) + ": " + much();
            case TEST -> "asks what the model is tested with, " + other + ": " + much();
            case SAME -> "says the same as " + other;
            case ALIKE -> "asks the same as " + other + ": " + much();
        };
    }

    private String much() {
        return similarity > 0.9995
                ? "the question is the same"
                : String.format(Locale.ROOT, "the question is %.0f %% the same", Math.floor(similarity * 100));
    }
}
