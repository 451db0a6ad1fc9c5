package treewarden.taxonomy;

import java.nio.charset.StandardCharsets;

/** Leaves to start from: good ones, which a test breaks in one place. */
public final class Leaves {
    /** A good freeform skill, version 3. */
    public static final String SKILL = """
            version: 3
            created_by: ada
            task_description: Explain everyday things to a child of eight years.
            seed_examples:
              - question: Why is the sky blue?
                answer: Sunlight is made of many colours, and air scatters the blue one the most.
              - question: Why do leaves fall in autumn?
                answer: The tree saves water in winter, so it lets go of what loses the most of it.
              - question: How does a kite fly?
                answer: Wind pushes against its slanted face and lifts it, while the string holds it back.
              - question: Why is sea water salty?
                answer: |
                  Rivers wash a little salt out of rocks.
                  The sea keeps it when its water dries up into clouds.
              - question: "What makes a rainbow?"
                answer: >-
                  Drops of rain bend sunlight,
                  each colour by another angle.
            """;

    /** A good knowledge leaf, version 3. */
    public static final String KNOWLEDGE = knowledge();

    public static final String SKILL_PATH = "compositional_skills/writing/explanations/qna.yaml";
    public static final String KNOWLEDGE_PATH = "knowledge/science/astronomy/phoenix/qna.yaml";

    private Leaves() {}

    private static String knowledge() {
        var text = new StringBuilder("""
                version: 3
                created_by: grace
                domain: Astronomy
                document_outline: The constellation Phoenix, its stars and its history.
                document:
                  repo: https://example.com/constellations.git
                  commit: 0123456789abcdef0123456789abcdef01234567
                  patterns: [phoenix.md]
                seed_examples:
                """);
        var names = new String[] {"Ankaa", "Beta Phoenicis", "Gamma Phoenicis", "Zeta Phoenicis", "Nu Phoenicis"};
        for (var name : names) {
            text.append("""
                      - context: NAME is a star of the southern constellation Phoenix.
                        questions_and_answers:
                          - question: Where in the sky is NAME?
                            answer: In the southern constellation Phoenix.
                          - question: What kind of object is NAME?
                            answer: A star.
                          - question: Which constellation has NAME in it?
                            answer: The constellation Phoenix.
                    """.replace("NAME", name));
        }
        return text.toString();
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
