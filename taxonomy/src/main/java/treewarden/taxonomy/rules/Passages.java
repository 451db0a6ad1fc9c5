package treewarden.taxonomy.rules;

import java.util.ArrayList;
import java.util.List;
import treewarden.taxonomy.schema.Pointer;
import treewarden.taxonomy.yaml.Node;

/** Collects the texts of a leaf, wherever they stand. */
final class Passages {
    private final List<Passage> found = new ArrayList<>();

    private Passages() {}

    static List<Passage> of(Node.Mapping root) {
        var passages = new Passages();
        passages.collect(root, Pointer.ROOT, "", 0);
        return List.copyOf(passages.found);
    }

    private void collect(Node node, Pointer at, String key, int example) {
        if (node instanceof Node.Mapping mapping) {
            for (var entry : mapping.entries()) {
                var name = entry.key().text();
                collect(entry.value(), at.key(name), name, example);
            }
        } else if (node instanceof Node.Sequence sequence) {
            for (var i = 0; i < sequence.items().size(); i++) {
                var number = key.equals("seed_examples") ? i + 1 : example;
                collect(sequence.items().get(i), at.item(i), "", number);
            }
        } else if (node instanceof Node.Scalar scalar && scalar.isString()) {
            found.add(new Passage(role(key), at, scalar, example));
        }
    }

    private static Passage.Role role(String key) {
        return switch (key) {
            case "question" -> Passage.Role.QUESTION;
            case "answer" -> Passage.Role.ANSWER;
            case "context" -> Passage.Role.CONTEXT;
            case "task_description" -> Passage.Role.TASK_DESCRIPTION;
            case "domain" -> Passage.Role.DOMAIN;
            case "document_outline" -> Passage.Role.OUTLINE;
            case "created_by" -> Passage.Role.CREATED_BY;
            default -> Passage.Role.OTHER;
        };
    }
}
