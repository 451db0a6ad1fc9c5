package treewarden.worker.evaluate;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import treewarden.domain.Leaf;
import treewarden.domain.release.ExamQuestion;

/**
 * What is asked and never trained on, and what is left to train on.
 *
 * @param questions in the order of the leaves
 * @param leaves without these questions; one that would have none left is not among them
 * @param emptied folders of the leaves that are not
 */
public record HeldOut(List<ExamQuestion> questions, List<Leaf> leaves, List<String> emptied) {
    public HeldOut {
        questions = List.copyOf(questions);
        leaves = List.copyOf(leaves);
        emptied = List.copyOf(emptied);
    }

    /** Ids of the questions, for the next release: see {@link HoldOut#of}. */
    public Set<String> ids() {
        return questions.stream().map(ExamQuestion::id).collect(Collectors.toUnmodifiableSet());
    }
}
