package treewarden.taxonomy.rules;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.taxonomy.schema.Pointer;

/** Questions with their answers. */
final class Pairs {
    private Pairs() {}

    /** A question, its answer, and the text that the question itself brings; empty where there is none. */
    record Pair(Passage question, Passage answer, String context) {}

    /** The pairs of a leaf in the order of the file; a question without an answer, or the other way round, is left out. */
    static List<Pair> of(Subject subject) {
        var answers = byParent(subject, Passage.Role.ANSWER);
        var contexts = byParent(subject, Passage.Role.CONTEXT);
        var pairs = new ArrayList<Pair>();
        for (var question : subject.passages(Passage.Role.QUESTION)) {
            var answer = answers.get(question.where().parent());
            if (answer != null) {
                var context = contexts.get(question.where().parent());
                pairs.add(new Pair(question, answer, context == null ? "" : context.text()));
            }
        }
        return pairs;
    }

    /** By the very object that they stand in. */
    private static Map<@Nullable Pointer, Passage> byParent(Subject subject, Passage.Role role) {
        var passages = new IdentityHashMap<@Nullable Pointer, Passage>();
        for (var passage : subject.passages(role)) {
            passages.put(passage.where().parent(), passage);
        }
        return passages;
    }
}
