package treewarden.web.view;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A candidate beside another model, and beside the base model where that is a third one.
 *
 * @param beside what people call the other one
 * @param hasBase whether the base model was asked too
 * @param parts the sets of questions
 * @param leaves those in which the candidate lost most first
 * @param of the leaf whose questions are shown; empty for those of all
 * @param whole the address of this page with everything; null where it is shown
 */
public record Compared(
        String beside,
        boolean hasBase,
        String judge,
        List<Standing> parts,
        List<Task> tasks,
        List<Leaf> leaves,
        int leafCount,
        String of,
        List<Question> questions,
        int questionCount,
        String page,
        @Nullable String whole) {
    /**
     * How the models did at some questions. Scores are means, as a share of the judge's scale, over the questions at which
     * each model that is compared has a score; null where there is none.
     *
     * @param unjudged questions at which the judge gave no verdict on the pair
     */
    public record Standing(
            String name,
            int questions,
            @Nullable Double candidate,
            @Nullable Double beside,
            @Nullable Double base,
            int better,
            int same,
            int worse,
            int unjudged) {
        /** By how much the candidate is better; 0 where nothing can be said. */
        public double gain() {
            return candidate == null || beside == null ? 0 : candidate - beside;
        }
    }

    /** A leaf of the taxonomy. */
    public record Leaf(Standing standing, boolean isNew, String address) {}

    /** A benchmark, in its metric. */
    public record Task(String name, String metric, String candidate, String beside) {}

    /**
     * A question with the answers.
     *
     * @param context empty for none
     * @param verdict on the candidate's answer beside the other
     * @param reason of the judge; empty for none
     */
    public record Question(
            String leaf,
            String question,
            String context,
            String expected,
            String verdict,
            String reason,
            List<Answer> answers) {}

    /**
     * An answer: untrusted text.
     *
     * @param score empty for none
     * @param reason of the judge, or why there is no answer
     */
    public record Answer(String who, String text, String score, String reason) {}

    /** {@code 71 %}. */
    public static String percent(@Nullable Double share) {
        return share == null ? "none" : Math.round(share * 100) + " %";
    }

    /** {@code +4 points}. */
    public static String points(Standing standing) {
        return standing.candidate() == null || standing.beside() == null
                ? ""
                : String.format(Locale.ROOT, "%+d", Math.round(standing.gain() * 100))
                        .replace("+0", "0");
    }
}
