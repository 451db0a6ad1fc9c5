package treewarden.sdg.precheck;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Leaf;

/**
 * One question that a contributor wrote, with the answer to expect.
 *
 * @param example which of the leaf's seed examples it is of, from 1
 * @param context what the student is shown with it
 * @param passage what the judge is shown with it
 */
record SeedQuestion(
        String leaf,
        int example,
        @Nullable String context,
        @Nullable String passage,
        String question,
        String expected) {
    /**
     * All questions of a leaf. A skill's question comes with its context, where it has one; knowledge is asked without
     * its document, which the student is to know. The judge sees either.
     */
    static List<SeedQuestion> of(Leaf leaf) {
        var all = new ArrayList<SeedQuestion>();
        if (leaf instanceof Leaf.Skill skill) {
            int number = 0;
            for (var example : skill.examples()) {
                var context = example.context();
                all.add(new SeedQuestion(
                        leaf.path(), ++number, context, context, example.question(), example.answer()));
            }
        } else if (leaf instanceof Leaf.Knowledge knowledge) {
            int number = 0;
            for (var example : knowledge.examples()) {
                number++;
                for (var one : example.questionsAndAnswers()) {
                    all.add(new SeedQuestion(
                            leaf.path(), number, null, example.context(), one.question(), one.answer()));
                }
            }
        }
        return all;
    }
}
