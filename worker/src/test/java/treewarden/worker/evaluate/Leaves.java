package treewarden.worker.evaluate;

import java.util.List;
import java.util.stream.IntStream;
import treewarden.domain.DocumentSource;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SkillExample;

/** Leaves to evaluate. */
final class Leaves {
    private static final List<String> THINGS = List.of(
            "moon", "sea", "frost", "pond", "train", "harbour", "orchard", "lantern", "bridge", "storm", "meadow",
            "tower");

    private Leaves() {}

    /** Its questions tell apart, and from those of other paths. */
    static Leaf.Skill skill(String path, int examples) {
        return new Leaf.Skill(
                path,
                3,
                "ann",
                "poems",
                IntStream.range(0, examples)
                        .mapToObj(i -> new SkillExample(
                                null,
                                "Write a haiku about the " + thing(i) + " in " + path + ".",
                                "Silent " + thing(i) + " of " + path))
                        .toList());
    }

    /** Three questions on each of its passages. */
    static Leaf.Knowledge knowledge(String path, String repo, int examples) {
        return new Leaf.Knowledge(
                path,
                3,
                "ann",
                "nature",
                "of tides",
                new DocumentSource(repo, "abc", List.of("tides.md")),
                IntStream.range(0, examples)
                        .mapToObj(i -> new KnowledgeExample(
                                "The " + thing(i) + " pulls the water of " + path + ".",
                                List.of(
                                        pair(path, i, "What pulls the water near the"),
                                        pair(path, i, "When does the water rise at the"),
                                        pair(path, i, "Who watches the water from the"))))
                        .toList());
    }

    private static QuestionAndAnswer pair(String path, int number, String asks) {
        return new QuestionAndAnswer(
                asks + " " + thing(number) + " of " + path + "?", "The " + thing(number) + " does, in " + path + ".");
    }

    static String thing(int number) {
        return THINGS.get(number % THINGS.size()) + (number < THINGS.size() ? "" : " " + number);
    }
}
