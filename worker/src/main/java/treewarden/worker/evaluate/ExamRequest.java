package treewarden.worker.evaluate;

import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import treewarden.domain.release.Contamination;
import treewarden.domain.release.ExamQuestion;
import treewarden.domain.release.ReleaseId;

/**
 * What to examine.
 *
 * @param last the release before; null for a first one
 * @param newLeaves folders of leaves that the last release did not have, or had otherwise
 * @param questions held-out ones, and those of the regression set
 * @param contamination of the rows that the candidate was trained on
 * @param benchmarks of others, that candidate and the model beside it are put to; {@link RunTasks#NONE} for none
 */
public record ExamRequest(
        ReleaseId release,
        @Nullable ReleaseId last,
        Set<String> newLeaves,
        List<ExamQuestion> questions,
        List<ChoiceQuestion> choices,
        Contamination contamination,
        RunTasks benchmarks,
        Examinees examinees) {
    public ExamRequest {
        newLeaves = Set.copyOf(newLeaves);
        questions = List.copyOf(questions);
        choices = List.copyOf(choices);
    }

    /** Opens a model: starts its server, where it has none. One is open at a time. */
    public interface OpenModel {
        ExamModel open(BooleanSupplier cancelled);
    }

    /**
     * Who is examined.
     *
     * @param beside the last release's model, or the base model in a first release
     * @param base null where it is the one beside, or is not to be asked
     */
    public record Examinees(
            OpenModel candidate, OpenModel beside, @Nullable OpenModel base) {}
}
