package treewarden.sdg;

import java.util.List;
import java.util.stream.IntStream;
import treewarden.domain.CommitId;
import treewarden.domain.ContributionId;
import treewarden.domain.DocumentSource;
import treewarden.domain.KnowledgeExample;
import treewarden.domain.Leaf;
import treewarden.domain.QuestionAndAnswer;
import treewarden.domain.SkillExample;

/** Leaves as contributors write them. */
final class Leaves {
    private static final List<String> TOPICS =
            List.of("the moon", "the sea", "the first frost", "an old pond", "a night train", "a garden wall");

    private Leaves() {}

    static Leaf.Skill haiku() {
        return new Leaf.Skill(
                "compositional_skills/writing/haiku",
                3,
                "ann",
                "Write a haiku on a given topic.",
                TOPICS.stream()
                        .map(topic -> new SkillExample(
                                null, "Write a haiku about " + topic + ".", "Silent " + topic + "\nwaits\nfor spring"))
                        .toList());
    }

    static Leaf.Skill minutes() {
        return new Leaf.Skill(
                "compositional_skills/grounded/minutes",
                3,
                "ben",
                "Answer questions about the minutes of a meeting.",
                IntStream.range(0, 5)
                        .mapToObj(i -> new SkillExample(
                                "Meeting " + i
                                        + " began at nine. Ann spoke about the budget of the community garden, Ben"
                                        + " about the fence.",
                                "Who spoke about the fence in meeting " + i + "?",
                                "Ben did."))
                        .toList());
    }

    static Leaf.Knowledge seals() {
        return new Leaf.Knowledge(
                "knowledge/animals/seals",
                3,
                "cora",
                "zoology",
                "Grey seals and their pups",
                new DocumentSource("https://example.org/seals.git", "0".repeat(40), List.of("seals.md")),
                IntStream.range(0, 5)
                        .mapToObj(i -> new KnowledgeExample(
                                "Grey seals of bay " + i
                                        + " live in the North Atlantic. They nurse their pups for about " + (15 + i)
                                        + " days. The bull is larger than the cow.",
                                List.of(
                                        new QuestionAndAnswer(
                                                "How long do grey seals nurse their pups?",
                                                "About " + (15 + i) + " days."),
                                        new QuestionAndAnswer("Where do grey seals live?", "In the North Atlantic."),
                                        new QuestionAndAnswer("Which grey seal is larger?", "The bull."))))
                        .toList());
    }

    /** The haiku leaf with one seed question. */
    static Leaf.Skill asking(String question) {
        return new Leaf.Skill(
                "compositional_skills/writing/haiku",
                3,
                "ann",
                "Write a haiku on a given topic.",
                List.of(new SkillExample(null, question, "Silent moon")));
    }

    static SampleRequest request(Leaf... leaves) {
        return new SampleRequest(
                new ContributionId(7, 12),
                new CommitId("a".repeat(40)),
                List.of(leaves),
                List.of("knowledge/left/out"));
    }
}
