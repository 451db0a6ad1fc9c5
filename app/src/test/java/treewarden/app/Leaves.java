package treewarden.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import treewarden.sandbox.git.Change;

/** Leaves to contribute. */
public final class Leaves {
    private Leaves() {}

    /** A freeform skill about a topic with nothing to find fault with, as the text of its {@code qna.yaml}. */
    public static String skill(String topic) {
        return """
                version: 3
                created_by: ada
                task_description: Answer everyday questions about %1$s in one plain sentence.
                seed_examples:
                  - question: Who has a %1$s in the village?
                    answer: The baker keeps one behind the counter and lends it to nobody.
                  - question: When was the last %1$s mended?
                    answer: In spring, shortly before the bridge was closed for the festival.
                  - question: Why do sailors speak so fondly of their %1$s?
                    answer: It reminds them of home, as a letter does on a long voyage.
                  - question: How heavy may a %1$s be on the mountain railway?
                    answer: Twelve kilos are allowed, more than most passengers can carry.
                  - question: Tell children how they learn to draw a %1$s.
                    answer: At the museum on Sundays, where paper and crayons lie ready.
                """.formatted(topic);
    }

    /** Knowledge about a topic that the documents at a commit of a repository hold. */
    public static String knowledge(String topic, String repository, String commit) {
        var text = new StringBuilder("""
                version: 3
                created_by: ada
                domain: nature
                document_outline: About the %1$s of the upper valley
                document:
                  repo: %2$s
                  commit: %3$s
                  patterns:
                    - "*.md"
                seed_examples:
                """.formatted(topic, repository, commit));
        for (var place : List.of("the mill", "the chapel", "the ford", "the school", "the pass")) {
            text.append("""
                      - context: The %1$s near %2$s was built of grey stone before the great flood.
                        questions_and_answers:
                          - question: What was the %1$s near %2$s built of?
                            answer: It was built of grey stone.
                          - question: Was the %1$s near %2$s there before the great flood?
                            answer: It had been built by then.
                          - question: Where does the grey %1$s stand?
                            answer: It stands near %2$s.
                    """.formatted(topic, place)
                    .indent(0)
                    .replaceAll("(?m)^", "  ")
                    .stripTrailing());
            text.append('\n');
        }
        return text.toString();
    }

    public static final String ATTRIBUTION = """
            Title of work: Everyday questions
            Link to work: https://example.org/everyday
            Revision: 1
            License of the work: Apache-2.0
            Creator names: Ada Lovelace
            """;

    public static String folder(String topic) {
        return "compositional_skills/writing/" + topic;
    }

    /** The skill with its attribution, as changes to a repository. */
    public static Map<String, Change> good(String topic) {
        var changes = new LinkedHashMap<String, Change>();
        changes.put(folder(topic) + "/qna.yaml", Change.write(skill(topic)));
        changes.put(folder(topic) + "/attribution.txt", Change.write(ATTRIBUTION));
        return changes;
    }

    /** The same without its author and with one example less than is needed. */
    public static Map<String, Change> bad(String topic) {
        var changes = good(topic);
        var text = skill(topic);
        changes.put(
                folder(topic) + "/qna.yaml",
                Change.write(
                        text.substring(0, text.lastIndexOf("  - question: ")).replace("created_by: ada\n", "")));
        return changes;
    }
}
