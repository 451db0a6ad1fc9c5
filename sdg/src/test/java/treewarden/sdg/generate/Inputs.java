package treewarden.sdg.generate;

import java.util.List;
import java.util.stream.IntStream;
import treewarden.domain.CommitId;
import treewarden.domain.Digest;
import treewarden.domain.DocumentSource;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SkillExample;
import treewarden.sdg.data.LeafSource;

/** Leaves of a taxonomy, and where they come from. */
final class Inputs {
    private static final List<String> PLACES =
            List.of("in the village", "on the railway", "at the museum", "aboard the ferry", "behind the mill");

    private Inputs() {}

    /** A skill about a topic. */
    static InputLeaf skill(String topic) {
        return skill(topic, "Answer everyday questions about " + topic + " in one plain sentence.");
    }

    /** The same with a task of its own, as if somebody had changed it. */
    static InputLeaf skill(String topic, String task) {
        var path = "compositional_skills/writing/" + topic;
        var examples = PLACES.stream()
                .map(place -> new SkillExample(
                        null,
                        "Who looks after the " + topic + " " + place + "?",
                        "Whoever has the key to the " + topic + " " + place + " does, as a rule."))
                .toList();
        return new InputLeaf(new Leaf.Skill(path, 3, "ann", task, examples), source(path + task));
    }

    /** Knowledge about a topic that these documents hold. */
    static InputLeaf knowledge(String topic, DocumentSource documents) {
        var path = "knowledge/nature/" + topic;
        var examples = IntStream.range(0, 5)
                .mapToObj(i -> new KnowledgeExample(
                        "The " + topic + " of valley " + i + " is older than the chapel beside it.",
                        List.of(
                                new QuestionAndAnswer(
                                        "What stands beside the " + topic + " of valley " + i + "?", "A chapel does."),
                                new QuestionAndAnswer(
                                        "Is the " + topic + " of valley " + i + " older than the chapel?",
                                        "It is the older of the two."),
                                new QuestionAndAnswer("Where is the " + topic + "?", "It is in valley " + i + "."))))
                .toList();
        return new InputLeaf(
                new Leaf.Knowledge(path, 3, "ben", "nature", "About the " + topic, documents, examples),
                source(path + documents));
    }

    private static LeafSource source(String content) {
        return new LeafSource(Digest.of(content), new CommitId("c".repeat(40)), "#12");
    }
}
