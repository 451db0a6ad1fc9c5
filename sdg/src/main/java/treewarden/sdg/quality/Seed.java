package treewarden.sdg.quality;

import java.util.ArrayList;
import java.util.List;
import treewarden.domain.Leaf;

/**
 * A question of a seed example with its answer.
 *
 * @param example the seed example's number, from 0
 */
record Seed(int example, Said said) {
    /** All of a leaf, in its order. */
    static List<Seed> of(Leaf leaf) {
        var seeds = new ArrayList<Seed>();
        if (leaf instanceof Leaf.Skill skill) {
            for (int i = 0; i < skill.examples().size(); i++) {
                var example = skill.examples().get(i);
                var context = example.context();
                var sources = context == null || context.isBlank() ? List.<String>of() : List.of(context);
                seeds.add(new Seed(
                        i,
                        new Said(example.question(), example.answer(), sources.isEmpty() ? null : context, sources)));
            }
        } else if (leaf instanceof Leaf.Knowledge knowledge) {
            for (int i = 0; i < knowledge.examples().size(); i++) {
                var example = knowledge.examples().get(i);
                for (var pair : example.questionsAndAnswers()) {
                    seeds.add(new Seed(i, new Said(pair.question(), pair.answer(), null, List.of(example.context()))));
                }
            }
        }
        return List.copyOf(seeds);
    }
}
