package treewarden.forge;

import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.CheckConclusion;

/**
 * What one request says about a check run.
 *
 * <p>More annotations than one request takes go in several, of which only the last has a conclusion: so a run that was
 * interrupted never looks finished.
 *
 * @param conclusion how it ended; null while it goes on
 * @param title one line, plain text
 * @param summary Markdown, at most {@link #LONGEST_SUMMARY} characters
 * @param annotations at most {@link #MOST_ANNOTATIONS}, added to those that it has
 */
public record CheckRunUpdate(
        @Nullable CheckConclusion conclusion, String title, String summary, List<Annotation> annotations) {
    /** GitHub's limit for one request. */
    public static final int MOST_ANNOTATIONS = 50;

    /** GitHub's limit. */
    public static final int LONGEST_SUMMARY = 65_535;

    public CheckRunUpdate {
        annotations = List.copyOf(annotations);
        if (annotations.size() > MOST_ANNOTATIONS) {
            throw new IllegalArgumentException(
                    "at most " + MOST_ANNOTATIONS + " annotations in a request, not " + annotations.size());
        }
        if (summary.length() > LONGEST_SUMMARY) {
            throw new IllegalArgumentException(
                    "a summary has at most " + LONGEST_SUMMARY + " characters, not " + summary.length());
        }
    }

    /** A check run that has begun and says so. */
    public static CheckRunUpdate goesOn(String title, String summary) {
        return new CheckRunUpdate(null, title, summary, List.of());
    }
}
