package treewarden.domain.release;

import org.jspecify.annotations.Nullable;

/**
 * Who was asked, and who judged. All in one run: scores of different runs are never compared.
 *
 * @param last the release whose model the candidate is compared with; null in a first release, which is compared with
 *     the base model
 * @param candidate name under which it was served, as are the other two
 * @param base null where it is the one beside, or was not asked
 * @param judge as its server gives its name
 * @param rubric the version of the prompts for scores
 * @param pairRubric the version of the prompts for pairs
 */
public record ExamModels(
        @Nullable ReleaseId last,
        String candidate,
        String beside,
        @Nullable String base,
        String judge,
        String rubric,
        String pairRubric) {
    /** What people call the model that the candidate is compared with. */
    public String besideWords() {
        return last == null ? "the base model" : last.name();
    }
}
