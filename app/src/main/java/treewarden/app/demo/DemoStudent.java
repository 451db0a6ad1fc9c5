package treewarden.app.demo;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Leaf;
import treewarden.sandbox.teacher.StandInTeacher;
import treewarden.taxonomy.LeafFile;
import treewarden.taxonomy.Surroundings;
import treewarden.taxonomy.ValidationConfig;
import treewarden.taxonomy.Validator;

/**
 * What the community's model has learnt before the morning of the demo: all of one contribution, which has nothing to
 * teach it then, and every second answer of the others.
 */
final class DemoStudent {
    /** The leaf, by the folder of its contribution. */
    private static final Map<String, String> LEAVES = Map.of(
            "action_items", "compositional_skills/writing/grounded/meeting_notes/action_items",
            "horseshoe_crab", "knowledge/science/animals/horseshoe_crab",
            "idioms", "compositional_skills/linguistics/idioms/plain_words",
            "packing", "compositional_skills/planning/packing_lists",
            "units_fixed", "compositional_skills/arithmetic_free/units/everyday_lengths");

    private static final List<String> KNOWN = List.of("idioms");

    private DemoStudent() {}

    static void learn(StandInTeacher server) {
        var validator = Validator.of(ValidationConfig.defaults());
        LEAVES.forEach((contribution, folder) -> {
            var path = folder + "/qna.yaml";
            var leaf = validator
                    .check(new LeafFile(path, DemoFiles.bytes(contribution, path)), Surroundings.UNKNOWN)
                    .leaf();
            learn(server, leaf, KNOWN.contains(contribution) ? 1 : 2);
        });
    }

    /** @param each how many of the leaf's questions there are to each one that is learnt */
    private static void learn(StandInTeacher server, @Nullable Leaf leaf, int each) {
        if (leaf instanceof Leaf.Skill skill) {
            for (int i = 0; i < skill.examples().size(); i += each) {
                var example = skill.examples().get(i);
                server.learns(example.question(), example.answer());
            }
        } else if (leaf instanceof Leaf.Knowledge knowledge) {
            var all = knowledge.examples().stream()
                    .flatMap(example -> example.questionsAndAnswers().stream())
                    .toList();
            for (int i = 0; i < all.size(); i += each) {
                server.learns(all.get(i).question(), all.get(i).answer());
            }
        }
    }
}
