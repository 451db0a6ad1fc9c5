package treewarden.app;

import java.util.LinkedHashMap;
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
                  - question: Where could children learn to draw a %1$s?
                    answer: At the museum on Sundays, where paper and crayons lie ready.
                """.formatted(topic);
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
                        text.substring(0, text.indexOf("  - question: Where")).replace("created_by: ada\n", "")));
        return changes;
    }
}
