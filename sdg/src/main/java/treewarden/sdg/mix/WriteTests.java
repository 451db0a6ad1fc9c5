package treewarden.sdg.mix;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;
import treewarden.domain.Digest;
import treewarden.domain.Leaf;

/** The seed examples as tests, in the older form, each once. */
final class WriteTests {
    private final String systemPrompt;
    private final Output out;
    private final Set<Digest> written = new HashSet<>();

    WriteTests(String systemPrompt, Output out) {
        this.systemPrompt = systemPrompt;
        this.out = out;
    }

    void write(Leaf leaf) {
        if (leaf instanceof Leaf.Skill skill) {
            for (var example : skill.examples()) {
                var context = example.context();
                write(context == null ? example.question() : example.question() + "\n" + context, example.answer());
            }
        } else if (leaf instanceof Leaf.Knowledge knowledge) {
            for (var example : knowledge.examples()) {
                for (var pair : example.questionsAndAnswers()) {
                    write(pair.question() + "\n" + example.context(), pair.answer());
                }
            }
        }
    }

    private void write(String user, String assistant) {
        var row = new LinkedHashMap<String, Object>();
        row.put("user", user.strip());
        row.put("assistant", assistant.strip());
        if (!systemPrompt.isEmpty()) {
            row.put("system", systemPrompt);
        }
        var line = Json.line(row);
        if (written.add(Digest.of(line))) {
            out.row(line);
        }
    }
}
