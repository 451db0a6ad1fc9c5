package treewarden.bot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import treewarden.sandbox.git.Change;

/** Leaves to contribute, as changes to a repository. */
final class Leaves {
    private static final List<String> WORDS = List.of(
            "harbour", "lantern", "orchard", "glacier", "violin", "compass", "meadow", "copper", "thunder", "velvet");

    private Leaves() {}

    /** A good freeform skill about a topic, with its attribution. */
    static Map<String, Change> skill(String topic) {
        var changes = new LinkedHashMap<String, Change>();
        changes.put("compositional_skills/writing/" + topic + "/qna.yaml", Change.write(skillText(topic)));
        changes.put("compositional_skills/writing/" + topic + "/attribution.txt", Change.write(ATTRIBUTION));
        return changes;
    }

    static final String ATTRIBUTION = """
            Title of work: Own work
            Link to work: https://example.org/own
            License of the work: Apache-2.0
            Creator names: Ada Lovelace
            """;

    static String skillText(String topic) {
        var text = new StringBuilder("""
                version: 2
                task_description: Writes a short line about %s.
                created_by: ada
                seed_examples:
                """.formatted(topic));
        for (int i = 0; i < 5; i++) {
            var word = WORDS.get(i);
            var other = WORDS.get(i + 5);
            text.append("  - question: Write one line on %s in which a %s is named.%n".formatted(topic, word));
            text.append("    answer: The %s of %s stands beside the %s and number %d waits.%n"
                    .formatted(word, topic, other, i));
        }
        return text.toString();
    }

    /** A skill that lacks its author and one of its answers. */
    static Map<String, Change> brokenSkill(String topic) {
        var changes = skill(topic);
        changes.put(
                "compositional_skills/writing/" + topic + "/qna.yaml",
                Change.write(skillText(topic).replace("created_by: ada\n", "").replaceFirst("    answer: .*\n", "")));
        return changes;
    }

    static Map<String, Change> readme() {
        return Map.of("README.md", Change.write("# Taxonomy\n\nHello again.\n"));
    }

    /** All of these together. */
    @SafeVarargs
    static Map<String, Change> all(Map<String, Change>... several) {
        var changes = new LinkedHashMap<String, Change>();
        List.of(several).forEach(changes::putAll);
        return changes;
    }
}
